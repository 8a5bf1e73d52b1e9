import { exampleIds, myDesigns, start } from '#server/design/index.ts'
import { newSecret } from '#server/foundations/id.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { keyFor, rememberDraft } from './begin.ts'
import { heldDrafts } from './shown.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    designs: await myDesigns(ctx, { held: heldDrafts(event.cookies) }),
    examples: exampleIds,
    key: newSecret(),
  }))

export const actions = {
  start: act(async (ctx, { key: pageSecret, example }, event) => {
    const { design, key } = await start.run(ctx, { key: keyFor(pageSecret, String(example ?? '')), example })
    rememberDraft(event, design, key)
    return { to: example ? `/design/${design}` : `/design/${design}/scope` }
  }),
}
