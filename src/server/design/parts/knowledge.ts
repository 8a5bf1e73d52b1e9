/**
 * Part 3: which kinds of knowledge are written down, how they are checked, and the mechanisms that carry them.
 * Source: `domain/05` (content types, workflow, mechanisms, sensitivity), chosen and dosed by the decisions.
 */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import { mechanisms, type Mechanism } from './knowledge/mechanisms.ts'
import { quality, type Quality } from './knowledge/quality.ts'
import { sharing, type Sharing } from './knowledge/sharing.ts'
import { chosenTypes, laterTypes, type ChosenType, type LaterType } from './knowledge/types.ts'

export interface Knowledge {
  /** The kinds of content in use from the start. */
  types: ChosenType[]
  /** Those that wait, each with the sign that its time has come. */
  later: LaterType[]
  /** Reviewed items to publish in the first year, and in a quarter. */
  items: { yearOne: number; perQuarter: number }
  quality: Quality
  mechanisms: Mechanism[]
  sharing: Sharing
}

/** Composes part 3 in the language of the design. */
export function composeKnowledge(decided: Decided): Knowledge {
  const say = words(decided.locale)
  const types = chosenTypes(decided, say)
  const yearOne = types
    .filter((type) => type.id !== 'value-creation-story')
    .reduce((sum, type) => sum + (type.planned ?? 0), 0)
  const items = { yearOne, perQuarter: Math.ceil(yearOne / 4) }
  return {
    types,
    later: laterTypes(decided, say, types),
    items,
    quality: quality(decided, say, items.perQuarter),
    mechanisms: mechanisms(decided, say, types),
    sharing: sharing(decided, say),
  }
}
