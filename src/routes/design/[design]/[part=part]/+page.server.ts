import { designPage, type View } from '#server/design/index.ts'
import { read } from '#web/read.ts'
import { redirect } from '@sveltejs/kit'
import { shownBy } from '../../shown.ts'

export const load = async (event) => {
  const page = await read(event, (ctx) =>
    designPage(ctx, {
      ...shownBy(event),
      view: event.params.part as View,
      version: event.url.searchParams.get('version') ?? undefined,
    }),
  )
  if (page.document === null) redirect(303, `/design/${event.params.design}`)
  return { page, view: event.params.part as string }
}
