import { NotFound } from '#server/errors.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async ({ community }) => {
    if (!community) throw new NotFound('community')
    return { slug: community.slug, community: community.name }
  })
