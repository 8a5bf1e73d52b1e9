import { z } from 'zod'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { optional, whole } from '../../foundations/input.ts'
import { seeDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { aboutDraft } from './about.ts'
import { approvalsOf } from './approvals.ts'
import { draftFor, shown, type Draft, type Shown } from './access.ts'
import { toldComparison } from './changes.ts'
import { compare } from '../rules/compare.ts'
import { decide } from '../rules/decide.ts'
import { measuredChanges, measuresOf } from './measures.ts'
import { needReady } from './ready.ts'
import { composedOf } from './composed.ts'
import { keptVersion, movedOn, versionsOf } from './versions.ts'
import { readingOf } from './answers.ts'

export const versionsPage = query(
  'design.versions',
  {
    input: z.object(shown),
    does: 'The kept versions of a design, newest first, and who approved them.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const reading = readingOf(draft.answers)
    return {
      about: await aboutDraft(ctx, draft),
      versions: await versionsOf(ctx, draft.id),
      approvals: await approvalsOf(ctx, draft.id),
      movedOn:
        'problems' in reading
          ? null
          : await movedOn(ctx, draft, { context: reading.context, overrides: draft.overrides }),
    }
  },
)

export const compareVersions = query(
  'design.compare',
  {
    /** Numbers of versions; without `to`, the design as it is now. */
    input: z.object({ ...shown, from: whole(1, 100_000), to: optional(whole(1, 100_000)) }),
    does: 'What is different between two versions, or between a version and now: answers, decisions with reasons, events, hours, money.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const [before, after] = [await sideOf(ctx, draft, input, input.from), await sideOf(ctx, draft, input, input.to)]
    return {
      about: await aboutDraft(ctx, draft),
      from: input.from,
      to: input.to ?? null,
      versions: (await versionsOf(ctx, draft.id)).map(({ number, at }) => ({ number, at })),
      ...toldComparison(compare(before.decided, after.decided), ctx.locale),
      measures: measuredChanges(before.measures, after.measures),
    }
  },
)

async function sideOf(ctx: Ctx, draft: Draft, opened: Shown, version: number | undefined) {
  const w = words(ctx.locale)
  const design =
    version === undefined ? await composedOf(ctx, draft) : (await keptVersion(ctx, { ...opened, version })).design
  const { context, overrides } = version === undefined ? needReady(draft) : design
  return { decided: decide(context, { locale: ctx.locale, overrides }), measures: measuresOf(design, w) }
}
