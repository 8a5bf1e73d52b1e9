/** The formats that this calendar does without, each with the reason. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { formatCatalogue } from '#server/foundations/event-formats.ts'
import type { SeriesPlan } from './plan.ts'
import type { NotChosen } from './types.ts'

/** Every format of the catalogue that has no series, in the catalogue's order. */
export function notChosen(decided: Decided, plans: readonly SeriesPlan[], say: Words): NotChosen[] {
  const run = new Set(plans.map((plan) => plan.format.id))
  return [...formatCatalogue(say.locale).formats.values()]
    .filter((format) => !run.has(format.id))
    .map((format) => {
      const path = hubFormats.has(format.id) ? 'membership.hub' : `cadence.${format.id}`
      const because = decided.because(path)
      const dropped = because.some((reason) => reason.rule.startsWith('fit-'))
      return {
        format: format.id,
        name: format.short_name,
        reason: reasonFor(decided, format.id, path, say),
        dropped,
        because: because.length > 0 ? [path] : [],
      }
    })
}

const hubFormats = new Set(['cop-meeting-with-panel', 'mel-hub-pre-brief'])

function reasonFor(decided: Decided, format: string, path: string, say: Words): string {
  if (hubFormats.has(format)) return phrase(say, `design-calendar.not-chosen.${format}`)
  if (decided.value(path) === 'merged-into-monthly') return say('design-calendar.not-chosen.merged')
  // The base design is everybody's: it explains nothing about this community.
  const spoken = decided.because(path).filter((reason) => reason.rule !== 'base')
  // Where it gave way to time, that is the reason; the rules that had asked for it are not.
  const last = (spoken.find((reason) => reason.rule.startsWith('fit-')) ?? spoken.at(-1))?.reason
  return last ? sentence(last) : phrase(say, `design-calendar.not-chosen.${format}`)
}

function sentence(text: string): string {
  const [first = ''] = text
  return `${first.toLocaleUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
}
