import { z } from 'zod'
import { words } from '#i18n/index.ts'
import type { Json } from '../types.ts'
import { query } from '../../verb.ts'
import { seeDesign } from '../../permissions/design.ts'
import { sayAnswer, nameOfAnswer } from '../context/say.ts'
import { variants } from '../rules/variants.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown } from './access.ts'
import { toldComparison } from './changes.ts'
import { composed } from './composed.ts'
import { measuresOf, type Measure } from './measures.ts'
import { needReady } from './ready.ts'

/** The answers that are turned down and up. */
const turned = ['budget.annual-usd', 'structure.hours-per-month', 'structure.coordinator-fte', 'budget.in-kind-fte']

export const whatIf = query(
  'design.what-if',
  {
    input: z.object(shown),
    does: 'The same community with less and with more money and hours, beside the design as it is: what it would mean, and which decisions would differ.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const { context, overrides } = needReady(draft)
    const locale = ctx.locale
    const all = await Promise.all(
      variants(context, { locale, overrides }).map(async (variant) => ({
        id: variant.id,
        turned: turned.map((id) => ({
          id,
          name: nameOfAnswer(locale, id),
          value: sayAnswer(locale, id, variant.decided.answers[id] as Json),
        })),
        measures: measuresOf(await composed(ctx, { context: variant.context, overrides, locale }), words(locale)),
        against: toldComparison(variant.against, locale),
      })),
    )
    return {
      about: await aboutDraft(ctx, draft),
      variants: all.map(({ measures: _, ...variant }) => variant),
      measures: beside(all.map(({ measures }) => measures)),
    }
  },
)

/** Rows of figures, one value for each variant; none where a variant has nothing of the kind. */
function beside(all: Measure[][]) {
  const keys = [...new Set(all.flat().map(({ key }) => key))]
  return keys.map((key) => {
    const found = all.map((measures) => measures.find((measure) => measure.key === key))
    const { name, unit, currency } = found.find(Boolean)!
    return { key, name, unit, currency, values: found.map((measure) => measure?.value ?? 0) }
  })
}
