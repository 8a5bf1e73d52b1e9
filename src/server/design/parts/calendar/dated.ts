/** From series to dated events. */
import type { Words } from '#i18n/index.ts'
import { type Openings, scheduled } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import { Diary } from './diary.ts'
import type { SeriesPlan } from './plan.ts'
import { settle, settleAll, type Settled, type Skipped } from './settle.ts'
import type { Year } from './span.ts'
import { topicOf } from './topics.ts'
import type { CalendarEvent, Hours, Slot } from './types.ts'
import { wishesBefore } from './wishes.ts'

export interface DatingFrame {
  decided: Decided
  year: Year
  openings: Openings
  hours: Hours
  say: Words
}

/** The events of all series in order of time, and the dates on which nothing could be held. */
export function datedEvents(
  plans: readonly SeriesPlan[],
  frame: DatingFrame,
): { events: CalendarEvent[]; skipped: Skipped } {
  const diary = new Diary(frame.openings, frame.say, frame.decided.value<number>('cadence.live-events-max-per-month'))
  const settlement = settleAll(plans, frame.year, diary)
  const events: CalendarEvent[] = []
  const add = (plan: SeriesPlan, turn: number): void => {
    for (const day of settlement.days.get(plan.key) ?? []) events.push(...eventsOn(day, turn, plan, frame))
  }
  plans.forEach((plan, turn) => plan.when.kind !== 'before' && add(plan, turn))
  plans.forEach((plan, turn) => {
    const { when } = plan
    if (when.kind !== 'before') return
    settle(
      plan,
      wishesBefore(when, events.filter((event) => event.series === when.series).sort(inOrder)),
      diary,
      settlement,
    )
    add(plan, turn)
  })
  return { events: events.sort(inOrder), skipped: settlement.skipped }
}

/** A sitting of more than three hours begins in the morning, whatever the slot. */
export function wholeDay(plan: SeriesPlan): boolean {
  return plan.format.class !== 'discussion' && Math.max(...plan.sittings) > 180
}

/** A written discussion is open for twelve days; seeding before and the summary after are not for everybody (`domain/` entry 04.6). */
const openDays = 12

function eventsOn(day: Settled, planTurn: number, plan: SeriesPlan, frame: DatingFrame): CalendarEvent[] {
  const [a, b = a] = frame.hours.slots
  if (!a || !b) return []
  if (wholeDay(plan)) return [eventIn({ ...a, time: '09:00' }, day, plan, frame)]
  if (plan.twin) return [a, b].map((slot) => eventIn(slot, day, plan, frame))
  // Series begin with different slots, and each then alternates: nobody has all of one kind.
  const step = day.turn + planTurn + ((day.part?.number ?? 1) - 1)
  return [eventIn(step % 2 === 0 ? a : b, day, plan, frame)]
}

function eventIn(slot: Slot, day: Settled, plan: SeriesPlan, frame: DatingFrame): CalendarEvent {
  const { format } = plan
  const live = format.class !== 'discussion'
  const topic = topicOf(frame.decided, format.id, day.turn)
  return {
    id: [
      plan.key,
      String(day.turn + 1).padStart(2, '0'),
      ...(day.part ? [day.part.number] : []),
      ...(plan.twin ? [slot.key] : []),
    ].join('-'),
    series: plan.key,
    format: format.id,
    class: format.class,
    title: titleOf(plan, topic, day, frame.say),
    ...(topic && { topic }),
    ...scheduled(day.date, slot.time, slot.zone),
    minutes: live ? (plan.sittings[(day.part?.number ?? 1) - 1] ?? format.duration_minutes) : openDays * 1440,
    circle: plan.circle,
    audience: audienceOn(day.date, plan, frame.year),
    live,
    slot: slot.key,
    groups: plan.groups,
    ...(day.part && { part: day.part }),
    ...(day.prepares && { prepares: day.prepares }),
    ...(day.moved && { moved: day.moved }),
  }
}

function audienceOn(date: string, plan: SeriesPlan, year: Year): CalendarEvent['audience'] {
  const month = year.months.findIndex((first) => first.startsWith(date.slice(0, 7)))
  return plan.plenaries && !plan.plenaries.includes(month) ? 'subgroups' : plan.audience
}

function titleOf(plan: SeriesPlan, topic: string | undefined, day: Settled, say: Words): string {
  const name = plan.format.short_name
  const titled = topic ? say('design-calendar.title.topic', { name, topic }) : name
  return day.part
    ? say('design-calendar.title.part', { name: titled, number: day.part.number, of: day.part.of })
    : titled
}

function inOrder(a: CalendarEvent, b: CalendarEvent): number {
  return a.instant < b.instant ? -1 : a.instant > b.instant ? 1 : a.id < b.id ? -1 : 1
}
