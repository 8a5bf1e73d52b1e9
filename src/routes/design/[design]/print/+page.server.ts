import { designPage } from '#server/design/index.ts'
import { read } from '#web/read.ts'
import { redirect } from '@sveltejs/kit'
import { shownBy } from '../../shown.ts'

export const load = async (event) => {
  const page = await read(event, (ctx) =>
    designPage(ctx, { ...shownBy(event), view: 'all', version: event.url.searchParams.get('version') ?? undefined }),
  )
  if (page.document === null) redirect(303, `/design/${event.params.design}`)
  return { page }
}
