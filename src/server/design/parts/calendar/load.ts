/** Live hours a month, counted on the dated events, against what members promised. Formula: `domain/` entry 09.5. */
import rules from '#content/design-rules.json' with { type: 'json' }
import type { Words } from '#i18n/index.ts'
import type { Decided, Load } from '../../basics.ts'
import { monthsOf } from '../common/size.ts'
import type { SeriesPlan } from './plan.ts'
import type { CalendarEvent } from './types.ts'

/** What a member who comes to what is meant for them spends, and a hub member where there is a hub. Hours to one decimal. */
export function memberLoad(
  decided: Decided,
  plans: readonly SeriesPlan[],
  events: readonly CalendarEvent[],
  say: Words,
): Load[] {
  const months = monthsOf(decided)
  const promised =
    decided.value<number>('structure.ask-hours-per-month') ?? decided.answer<number>('structure.hours-per-month')
  const lines = (share: (format: string) => number) =>
    plans.flatMap((plan) => {
      const hours = (hoursHeld(plan, events) * share(plan.format.id)) / months
      return hours >= 0.05 ? [{ what: plan.format.short_name, hours: toTenth(hours) }] : []
    })
  const member = lines(memberShare)
  const load: Load[] = [
    {
      who: say('design-calendar.load.member'),
      hours: toTenth(liveHours(decided, plans, events)),
      promised,
      lines: member,
    },
  ]
  if (plans.some((plan) => plan.circle === 'hub')) {
    const hub = lines((format) => (hubAlways.has(format) ? 1 : memberShare(format)))
    load.push({ who: say('design-calendar.load.hub'), hours: total(hub), promised, lines: hub })
  }
  return load
}

/** Live hours a month of a member, unrounded. */
export function liveHours(decided: Decided, plans: readonly SeriesPlan[], events: readonly CalendarEvent[]): number {
  return plans.reduce((sum, plan) => sum + hoursHeld(plan, events) * memberShare(plan.format.id), 0) / monthsOf(decided)
}

const hubAlways = new Set(['mel-hub-pre-brief', 'cop-meeting-with-panel'])

// The shares that the rules fitted the rhythms with: a calendar that was fitted must not come out heavier when it is counted.
function memberShare(format: string): number {
  return (rules.formats as Record<string, { share: number }>)[format]?.share ?? 0
}

function hoursHeld(plan: SeriesPlan, events: readonly CalendarEvent[]): number {
  const held = events.filter((event) => event.series === plan.key && event.live)
  // Nobody comes to both of two twins.
  return held.reduce((minutes, event) => minutes + event.minutes, 0) / 60 / (plan.twin ? 2 : 1)
}

function total(lines: readonly { hours: number }[]): number {
  return toTenth(lines.reduce((sum, line) => sum + line.hours, 0))
}

function toTenth(hours: number): number {
  return Math.round(hours * 10) / 10
}
