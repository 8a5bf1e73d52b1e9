import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { datesOf, type Holidays, holidaysOf, weekdayOf, weekendOf } from '#server/foundations/time/index.ts'
import { decide } from '../rules/index.ts'
import type { Context, Decided } from '../types.ts'
import { calendarSpan, composeCalendar, type Calendar, type CalendarEvent } from './calendar.ts'
import { agency, anyContext, circle, network } from './contexts.testing.ts'

interface Composed {
  decided: Decided
  calendar: Calendar
  holidays: Holidays
}

async function compose(
  context: Context,
  overrides: Record<string, { value: string | number; reason: string }> = {},
): Promise<Composed> {
  const decided = decide(context, { overrides })
  const span = calendarSpan(decided, '2026-11-21')
  const holidays = await holidaysOf(span.countries, span.from, span.to)
  return { decided, holidays, calendar: composeCalendar(decided, holidays) }
}

const dayOf = (event: CalendarEvent): string => event.wall.slice(0, 10)
const eventsOf = (calendar: Calendar, series: string): CalendarEvent[] =>
  calendar.events.filter((event) => event.series === series)

describe('whatever the answers', () => {
  test('no event is on a public holiday, a weekend or a quiet day, nor outside the year', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { calendar, holidays } = await compose(context)
        for (const event of calendar.events) {
          const date = dayOf(event)
          expect(date >= calendar.from && date <= calendar.to).toBe(true)
          expect((holidays.days[date] ?? []).filter((one) => calendar.holidays.kept.includes(one.country))).toEqual([])
          expect(calendar.quiet.filter(({ from, to }) => from <= date && date <= to)).toEqual([])
          expect(weekendOf(calendar.holidays.kept[0] ?? '001')).not.toContain(weekdayOf(date))
        }
      }),
      { numRuns: 30, seed: 7 },
    )
  })

  test('nobody is asked to be at two live events at once, and each time is one moment said three ways', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { calendar } = await compose(context)
        const live = calendar.events.filter((event) => event.live)
        live.forEach((event, n) => {
          const moment = Temporal.ZonedDateTime.from(event.start)
          expect(moment.toInstant().toString()).toBe(event.instant)
          expect(moment.toPlainDateTime().toString({ smallestUnit: 'minute' })).toBe(event.wall)
          expect(moment.timeZoneId).toBe(event.zone)
          const next = live[n + 1]
          if (next)
            expect(moment.add({ minutes: event.minutes }).epochMilliseconds).toBeLessThanOrEqual(
              Temporal.Instant.from(next.instant).epochMilliseconds,
            )
        })
        expect(new Set(calendar.events.map((event) => event.id)).size).toBe(calendar.events.length)
      }),
      { numRuns: 30, seed: 11 },
    )
  })

  test('an event that did not move is on a date of its rule, and every series counts its events', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { calendar } = await compose(context)
        for (const series of calendar.series) {
          const events = eventsOf(calendar, series.key)
          expect(series.events).toBe(events.length)
          if (!series.rule) continue
          const dates = new Set(datesOf(series.rule, calendar.from, calendar.to))
          const last = events.filter((event) => !event.part || event.part.number === event.part.of)
          for (const event of last) expect(dates).toContain(event.moved?.from ?? dayOf(event))
        }
      }),
      { numRuns: 20, seed: 13 },
    )
  })

  test('agendas add up to the sitting they are for', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { calendar } = await compose(context)
        for (const plan of calendar.formats)
          for (const agenda of plan.agendas) {
            expect(agenda.segments.reduce((sum, segment) => sum + segment.minutes, 0)).toBe(agenda.minutes)
            expect(Math.min(...agenda.segments.map((segment) => segment.minutes))).toBeGreaterThan(0)
          }
        for (const event of calendar.events.filter((one) => one.live)) {
          const plan = calendar.formats.find((one) => one.format === event.format)
          expect(plan?.agendas.map((agenda) => agenda.minutes)).toContain(event.minutes)
        }
      }),
      { numRuns: 20, seed: 17 },
    )
  })

  test('a hub of a community of 40 or fewer does not exist, and without a hub nothing is for it', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, fc.integer({ min: 5, max: 40 }), async (context, members) => {
        const { calendar } = await compose({ ...context, scope: { ...context.scope, members } })
        expect(
          calendar.events.filter((event) => event.circle === 'hub' || event.format === 'cop-meeting-with-panel'),
        ).toEqual([])
      }),
      { numRuns: 20, seed: 19 },
    )
  })

  test('the dated calendar asks for no more live hours than were promised, where the rules could keep the promise', async () => {
    await fc.assert(
      fc.asyncProperty(anyContext, async (context) => {
        const { calendar, decided } = await compose(context)
        const ceiling = decided.value<number>('cadence.max-live-hours-per-member-month') ?? Infinity
        const ruled = decided.value<number>('cadence.live-hours-per-member-month') ?? 0
        expect(calendar.load[0]?.hours).toBeLessThanOrEqual(Math.max(ceiling, ruled) + 0.05)
      }),
      { numRuns: 30, seed: 23 },
    )
  })
})

describe('a network of two circles', () => {
  test('meets on one weekday at one hour, the CoP meeting and the session on the second of the month', async () => {
    const { calendar } = await compose(network)
    const main = [
      ...eventsOf(calendar, 'monthly-learning-session'),
      ...eventsOf(calendar, 'cop-meeting-with-panel'),
    ].filter((event) => !event.moved)
    expect(main.length).toBeGreaterThan(8)
    for (const event of main) {
      expect(weekdayOf(dayOf(event))).toBe(calendar.weekdays.main)
      expect(event.wall.slice(11)).toBe('13:00')
      expect(Number(event.wall.slice(8, 10))).toBeGreaterThanOrEqual(8)
      expect(Number(event.wall.slice(8, 10))).toBeLessThanOrEqual(14)
    }
  })

  test('briefs the hub five to seven days before each CoP meeting, unless those days are closed', async () => {
    const { calendar } = await compose(network)
    const meetings = eventsOf(calendar, 'cop-meeting-with-panel')
    const briefs = eventsOf(calendar, 'mel-hub-pre-brief')
    expect(briefs.map((event) => event.prepares)).toEqual(meetings.map((event) => event.id))
    for (const [n, brief] of briefs.entries()) {
      const days = Temporal.PlainDate.from(dayOf(brief)).until(dayOf(meetings[n]!)).days
      expect(days).toBeGreaterThanOrEqual(3)
      expect(days).toBeLessThanOrEqual(9)
      expect(brief.circle).toBe('hub')
    }
  })

  test('says from where a date moved and why', async () => {
    const { calendar } = await compose(network)
    const moved = calendar.events.filter((event) => event.moved)
    expect(moved.some((event) => event.moved?.why === 'School holidays')).toBe(true)
    expect(moved.some((event) => event.moved?.why.endsWith('(South Africa)'))).toBe(true)
  })

  test('works on its own gaps, the urgent ones first', async () => {
    const { calendar } = await compose(network)
    const topics = eventsOf(calendar, 'monthly-learning-session').map((event) => event.topic)
    expect(topics.slice(0, 3)).toEqual(['Data quality in schools', 'Findings in provincial planning', 'Sampling'])
    expect(calendar.events.find((event) => event.format === 'monthly-learning-session')?.title).toBe(
      'Learning session: Data quality in schools',
    )
  })

  test('every format of the catalogue runs or is left out for a stated reason', async () => {
    const { calendar } = await compose(network)
    const named = [...calendar.formats.map((plan) => plan.format), ...calendar['not-chosen'].map((one) => one.format)]
    expect(new Set(named).size).toBe(16)
    for (const one of calendar['not-chosen']) expect(one.reason).toMatch(/\p{L}{3}.*[.!?]$/u)
  })

  test('a person’s rhythm is kept', async () => {
    const { calendar } = await compose(network, {
      'cadence.monthly-learning-session': { value: 'quarterly', reason: 'Schools let people go four times a year.' },
    })
    expect(eventsOf(calendar, 'monthly-learning-session').length).toBeLessThanOrEqual(4)
  })
})

describe('zones', () => {
  test('the wall time stays when the clocks of the organiser change', async () => {
    const { calendar } = await compose({
      ...network,
      community: { ...network.community, zone: 'Europe/Paris', countries: ['FR'], start: '2027-01-04' },
    })
    const offsets = new Set(eventsOf(calendar, 'peer-clinic').map((event) => event.start.slice(19, 25)))
    expect(offsets).toEqual(new Set(['+01:00', '+02:00']))
    expect(new Set(eventsOf(calendar, 'peer-clinic').map((event) => event.wall.slice(11))).size).toBe(1)
  })

  test('seven hours apart two slots take turns, and no place has only the hard one', async () => {
    const { calendar } = await compose(agency)
    expect(calendar.hours.rule).toBe('rotating')
    const sessions = eventsOf(calendar, 'monthly-learning-session')
    const first = sessions.filter((event) => event.slot === 'a').length
    expect(Math.abs(sessions.length - 2 * first)).toBeLessThanOrEqual(1)
    for (const place of calendar.hours.places) expect(place.comfort).toContain('good')
  })

  test('fifteen hours apart large meetings are held twice, nine hours and more apart', async () => {
    const { calendar } = await compose({
      ...agency,
      community: { ...agency.community, countries: ['KE', 'PH', 'CO', 'US'], zone: 'Africa/Nairobi' },
      scope: { ...agency.scope, 'utc-span-hours': 13 },
    })
    expect(calendar.hours.rule).toBe('twin')
    const byDay = Map.groupBy(eventsOf(calendar, 'monthly-learning-session'), dayOf)
    for (const twins of byDay.values()) {
      expect(twins.map((event) => event.slot)).toEqual(['a', 'b'])
      const [a, b] = twins.map((event) => Temporal.Instant.from(event.instant))
      expect(a!.until(b!).total('hours')).toBeGreaterThanOrEqual(8)
    }
    expect(new Set(eventsOf(calendar, 'peer-clinic').map(dayOf)).size).toBe(eventsOf(calendar, 'peer-clinic').length)
  })
})

describe('small and short', () => {
  test('a small circle has one rhythm, with the clinic inside the session, and no hub', async () => {
    const { calendar } = await compose(circle)
    expect(calendar.series.map((series) => series.format)).not.toContain('peer-clinic')
    expect(calendar.series.find((series) => series.format === 'monthly-learning-session')?.variant).toBe('with-clinic')
    expect(calendar['not-chosen'].map((one) => one.format)).toContain('cop-meeting-with-panel')
  })

  test('in Cairo nothing is on Friday or Saturday, and the calendar ends with the money', async () => {
    const { calendar } = await compose(circle)
    expect(calendar.events.map((event) => weekdayOf(dayOf(event))).filter((day) => day === 5 || day === 6)).toEqual([])
    expect([calendar.from, calendar.to]).toEqual(['2027-02-01', '2027-07-31'])
  })

  test('without a start the year begins on a Monday once the doors can open', async () => {
    const { start: _, ...community } = circle.community
    const span = calendarSpan(decide({ ...circle, community }), '2026-11-21')
    expect(span.from).toBe('2027-01-25')
    expect(weekdayOf(span.from)).toBe(1)
  })
})

test('two contexts give visibly different calendars, and the same context the same one', async () => {
  const [a, b, again] = await Promise.all([compose(network), compose(agency), compose(network)])
  expect(again.calendar).toEqual(a.calendar)
  expect(b.calendar.series.map((series) => series.words)).not.toEqual(a.calendar.series.map((series) => series.words))
  expect(JSON.parse(JSON.stringify(a.calendar))).toEqual(a.calendar)
})
