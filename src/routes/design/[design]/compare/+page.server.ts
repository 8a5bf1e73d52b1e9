import { redirect } from '@sveltejs/kit'
import { compareVersions } from '#server/design/index.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) => {
  const { searchParams } = event.url
  // Where versions are chosen; whoever cut the address short meant that.
  if (!searchParams.get('from')) redirect(303, `/design/${event.params.design}/versions`)
  return read(event, async (ctx) => ({
    page: await compareVersions.run(ctx, {
      ...shownBy(event),
      from: searchParams.get('from') ?? '',
      to: searchParams.get('to') ?? undefined,
    }),
  }))
}
