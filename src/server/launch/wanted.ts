/** A design as the rows that launching makes of it. Pure: ids of circles are given. */
import { catalogueFormat, type Design } from '../design/index.ts'
import type { Shelf, WantedRow } from './shelves.ts'

/** Which kind of fact ticks which step of onboarding by itself; the other steps are ticked by the member. */
const tickers: Record<string, string> = {
  welcome: 'member.joined',
  profile: 'member.profile-told',
  orientation: 'event.attended:onboarding-orientation',
  'first-event': 'event.attended',
  'bring-case': 'event.led:peer-clinic',
  'hub-first-brief': 'event.attended:mel-hub-pre-brief',
}

export interface Frame {
  /** First day of the community, `YYYY-MM-DD`. */
  start: string
  /** Day on which new terms begin. */
  opens: string
  zone: string
  /** Ids of the circles by the design's keys. */
  circles: ReadonlyMap<string, string>
  /** Keys of the terms that still run when the calendar begins, by the seat: `facilitator-2`. */
  terms: ReadonlyMap<string, string>
}

/** The shelves of a design, in the order in which they have to be written. */
export function shelvesOf(design: Design, frame: Frame): Shelf[] {
  return [
    circles(design), roles(design, frame), channels(design), formats(design), series(design, frame), events(design, frame), contentTypes(design),
    onboarding(design, frame), indicators(design), surveys(design), budget(design), triggers(design), checklist(design, frame),
  ]
}

/** The calendar's year: next year's events are new ones, however the series are called. */
const yearOf = (parts: Design['parts']) => parts.calendar.from.slice(0, 4)

const named = (row: WantedRow) => String(row.name ?? row.title ?? row.key)
const numbered = <T>(list: readonly T[], row: (item: T, i: number) => WantedRow) => list.map((item, i) => ({ ...row(item, i), position: i + 1 }))

function circles({ parts }: Design): Shelf {
  const rows = numbered(parts.governance.circles, (circle) => ({
    key: circle.key,
    name: circle.name,
    description: circle.commitmentText,
    policy: circle.policy,
    commitment_times: circle.commitment?.attend ?? null,
    commitment_of: circle.commitment?.of ?? null,
    abilities: circle.abilities.map((ability) => ability.key),
  }))
  return { table: 'circle', rows, label: named, follows: ['name', 'description', 'policy', 'commitment_times', 'commitment_of', 'abilities', 'position'] }
}

/**
 * One term for each seat; a role without a term is looked at again after a year. A term that runs on is kept; one that has
 * ended is followed by a new one, open until somebody takes it.
 */
function roles({ parts }: Design, frame: Frame): Shelf {
  const { from } = parts.calendar
  const rows = parts.governance.roles.flatMap((role) =>
    Array.from({ length: role.count }, (_, i) => {
      const seat = `${role.key}-${i + 1}`
      return {
        key: frame.terms.get(seat) ?? `${yearOf(parts)}:${seat}`,
        role: role.key,
        name: role.name,
        hours_month: role.hours,
        starts_on: frame.opens,
        ends_on: Temporal.PlainDate.from(from).add({ months: role.term ?? 12 }).toString(),
      }
    }),
  )
  return { table: 'role_term', rows, label: (row) => `${row.name}`, follows: ['name', 'hours_month'] }
}

function channels({ parts }: Design): Shelf {
  const rows = numbered(parts.platform.channels.filter((channel) => channel.opens === 'launch'), (channel) => ({
    key: channel.id, name: channel.name, purpose: channel.purpose, tool: channel.tool,
  }))
  return { table: 'channel', rows, label: named, follows: ['name', 'purpose', 'tool', 'position'] }
}

function formats({ parts, locale }: Design): Shelf {
  const plans = [...new Map(parts.calendar.formats.map((plan) => [plan.format, plan])).values()]
  const rows = plans.map((plan) => ({
    key: plan.format, name: plan.name, class: plan.class, minutes: plan.minutes,
    data: JSON.stringify(catalogueFormat(plan.format, locale)),
  }))
  return { table: 'event_format', rows, label: named, follows: ['name', 'class', 'minutes', 'data'] }
}

function series({ parts }: Design, frame: Frame): Shelf {
  const rows = parts.calendar.series
    .filter((each) => each.events > 0)
    .map((each) => ({
      key: each.key, format_key: each.format, title: each.name, rule: each.rule, rule_in_words: each.words,
      wall_time: each.slots[0]?.time ?? '12:00', zone: each.slots[0]?.zone ?? frame.zone, minutes: each.minutes,
      circle_id: each.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null,
      starts_on: parts.calendar.from, ends_on: parts.calendar.to,
    }))
  return { table: 'series', rows, label: (row) => String(row.title), follows: ['title', 'rule', 'rule_in_words', 'wall_time', 'zone', 'minutes', 'ends_on'] }
}

/** Rows of `event` carry their agenda in `segments`, which goes to its own table. */
function events({ parts }: Design, frame: Frame): Shelf {
  const year = yearOf(parts)
  // A community is launched once: in a later year there is no launch event.
  const held = parts.calendar.events.filter((event) => frame.start >= parts.calendar.from || event.format !== 'launch-event')
  const rows = held.map((event) => {
    const variant = parts.calendar.series.find((each) => each.key === event.series)?.variant
    const plan = parts.calendar.formats.find((each) => each.format === event.format && each.variant === variant)
    const agenda = plan?.agendas[(event.part?.number ?? 1) - 1] ?? plan?.agendas[0]
    const starts = Temporal.Instant.from(event.instant)
    return {
      key: `${year}:${event.id}`, series: event.series, format_key: event.format, class: event.class, title: event.title,
      wall_start: event.wall.length === 16 ? `${event.wall}:00` : event.wall, zone: event.zone,
      starts_at: starts, ends_at: starts.add({ minutes: event.minutes }), minutes: event.minutes,
      circle_id: event.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null,
      is_public: event.audience === 'guests-too', audience: event.audience, is_live: event.live,
      promise_circle_id: promisedTo(parts, event.format, frame), ...(event.live ? {} : { place: 'writing', days: Math.ceil(event.minutes / 1440) }),
      segments: event.live && agenda ? agenda.segments.map(({ minutes, title, purpose, mode, lead }) => ({ day: 1, minutes, title, purpose, mode, lead })) : [],
    }
  })
  return {
    table: 'event', rows,
    label: (row) => `${row.title} · ${String(row.wall_start).slice(0, 16).replace('T', ' ')}`,
    // What the year before still has ahead is its own.
    within: (row) => String(row.key).startsWith(`${year}:`),
    follows: ['format_key', 'class', 'title', 'wall_start', 'zone', 'starts_at', 'ends_at', 'minutes', 'circle_id', 'promise_circle_id', 'is_public', 'audience', 'is_live'],
  }
}

/** The circle whose members promised to come to events of this format. */
function promisedTo(parts: Design['parts'], format: string, frame: Frame): string | null {
  const circle = parts.governance.circles.find((each) => each.commitment?.formats.includes(format))
  return circle ? (frame.circles.get(circle.key) ?? null) : null
}

function contentTypes({ parts }: Design): Shelf {
  const { quality } = parts.knowledge
  const rows = numbered(parts.knowledge.types, (type) => ({ key: type.id, name: type.name, data: JSON.stringify({ ...type, quality }) }))
  return { table: 'content_type', rows, label: named, follows: ['name', 'data', 'position'] }
}

function onboarding({ parts }: Design, frame: Frame): Shelf {
  const rows = numbered(parts.governance.onboarding, (step) => ({
    key: step.key, title: step.title, detail: step.text, opens_day: step.from, day: step.to, required: step.required,
    circle_id: step.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null, ticked_by: tickers[step.key] ?? null,
  }))
  return { table: 'onboarding_step', rows, label: named, follows: ['title', 'detail', 'opens_day', 'day', 'required', 'ticked_by', 'position'] }
}

function indicators({ parts }: Design): Shelf {
  const names = new Map(parts.evaluation.indicators.map(({ id, name }) => [id, name]))
  const rows = numbered(parts.evaluation.indicators, ({ id, level, target, frequency, because }) => ({
    key: id, level, target: target.value, ...boundsOf(target), direction: directions[target.kind], frequency, why: because,
  }))
  return { table: 'indicator_target', rows, label: (row) => names.get(row.key) ?? row.key, follows: ['target', 'green', 'amber', 'direction', 'frequency', 'why', 'position'] }
}

const directions = { 'at-least': 'higher', 'at-most': 'lower', between: 'range', report: null } as const

/** The bounds as the figures are held to them: `>=60`, `<=25`, `8-18`. */
function boundsOf({ kind, value, min, max, watch }: Design['parts']['evaluation']['indicators'][number]['target']) {
  if (kind === 'between') return { green: `${min}-${max}`, amber: null }
  if (kind === 'report' || value === null) return { green: null, amber: null }
  const sign = kind === 'at-least' ? '>=' : '<='
  return { green: `${sign}${value}`, amber: watch === null ? null : `${sign}${watch}` }
}

/** Days that a survey stays open when nothing else is said (`domain/07`, 7.4). */
const surveyDays = 14

function surveys({ parts }: Design): Shelf {
  const year = yearOf(parts)
  const planned = parts.evaluation.surveys.flatMap((survey) => survey.dates.map((opens, i) => ({ survey, opens, i })))
  const rows = numbered(planned, ({ survey, opens, i }) => ({
    key: `${year}:${survey.id}-${i + 1}`, survey: survey.id, name: survey.name, opens_on: opens,
    closes_on: Temporal.PlainDate.from(opens).add({ days: surveyDays }).toString(),
  }))
  return {
    table: 'survey_plan', rows, label: (row) => `${row.name} · ${row.opens_on}`,
    within: (row) => String(row.key).startsWith(`${year}:`), follows: ['name', 'opens_on', 'closes_on', 'position'],
  }
}

function budget({ parts }: Design): Shelf {
  const { lines, currency } = parts.sustainability.budget
  const rows = numbered(lines, (line) => ({ key: line.key, category: line.category, what: line.what, amount: line.amount, currency, justification: line.justification }))
  return { table: 'budget_line', rows, label: (row) => String(row.what), follows: ['category', 'what', 'amount', 'currency', 'justification', 'position'] }
}

function triggers({ parts }: Design): Shelf {
  const rows = numbered(parts.sustainability.evolve.options, (option) => ({
    key: option.id, question: option.name, threshold: option.triggers.map((trigger) => trigger.text).join('; '),
    indicator: option.triggers.find((trigger) => trigger.measure.startsWith('ind-'))?.measure ?? null, response: option.course,
  }))
  return { table: 'decision_trigger', rows, label: (row) => String(row.question), follows: ['question', 'threshold', 'indicator', 'response', 'position'] }
}

function checklist(design: Design, frame: Frame): Shelf {
  const rows = numbered(design.checklist, (item) => ({
    key: item.id, text: item.text, owner: item.owner, due_on: Temporal.PlainDate.from(frame.start).add({ days: item.day }).toString(),
  }))
  return { table: 'checklist_item', rows, label: (row) => String(row.text), follows: ['text', 'owner', 'due_on', 'position'] }
}
