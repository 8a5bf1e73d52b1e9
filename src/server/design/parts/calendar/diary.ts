/** Which days are taken. A day holds one live event, so that nobody has to choose; a written discussion takes none. */
import type { Words } from '#i18n/index.ts'
import { daysAfter, type Openings } from '#server/foundations/time/index.ts'
import type { SeriesPlan } from './plan.ts'

/** What is not counted when live events a month are limited: newcomers, preparation, the launch, the retreat. */
const uncounted = new Set(['orientation', 'preparation', 'launch', 'retreat'])

export class Diary {
  readonly #openings: Openings
  readonly #say: Words
  readonly #monthly: number
  readonly #taken = new Map<string, string>()
  readonly #counts = new Map<string, number>()

  /** `monthly`: most counted live events in a calendar month; no limit when absent. */
  constructor(openings: Openings, say: Words, monthly = Infinity) {
    this.#openings = openings
    this.#say = say
    this.#monthly = monthly
  }

  /** Why an event of this plan cannot be on a date; `null` when it can. */
  refuses(date: string, plan: SeriesPlan): string | null {
    const closed = this.#openings.closed(date)
    if (closed) return closed
    if (plan.format.class === 'discussion')
      return this.#openings.quietBetween(date, daysAfter(date, 11))
        ? this.#say('design-calendar.closed.quiet-inside')
        : null
    const other = this.#taken.get(date)
    if (other) return this.#say('design-calendar.closed.taken', { name: other })
    if (uncounted.has(plan.format.class)) return null
    const held = this.#counts.get(date.slice(0, 7)) ?? 0
    return held >= this.#monthly ? this.#say('design-calendar.closed.full', { count: this.#monthly }) : null
  }

  /** Takes a date for an event of this plan. */
  keep(date: string, plan: SeriesPlan): void {
    if (plan.format.class === 'discussion') return
    this.#taken.set(date, plan.format.short_name)
    if (uncounted.has(plan.format.class)) return
    const month = date.slice(0, 7)
    this.#counts.set(month, (this.#counts.get(month) ?? 0) + 1)
  }
}
