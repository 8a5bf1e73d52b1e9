/** How each format is held: what it is for, the agenda to the minute, who does what by when. */
import type { Words } from '#i18n/index.ts'
import { capital, figure } from '../../parts/common/phrases.ts'
import type { Calendar, FormatPlan } from '../../parts/calendar.ts'
import type { Block } from '../blocks.ts'

/** A subsection for each format, in the order of the series. */
export function formatBlocks(calendar: Calendar, words: Words): Block[] {
  return calendar.formats.flatMap((plan) => formatBlock(plan, startOf(plan, calendar), words))
}

// Where the hours take turns, an agenda counts from its beginning; where there is one hour, it shows the clock.
function startOf(plan: FormatPlan, calendar: Calendar): number {
  const slots = calendar.series.find((series) => series.format === plan.format)?.slots ?? []
  const [hours = 0, minutes = 0] = slots.length === 1 ? (slots[0]?.time.split(':').map(Number) ?? []) : []
  return hours * 60 + minutes
}

function formatBlock(plan: FormatPlan, start: number, words: Words): Block[] {
  return [
    { kind: 'heading', level: 4, text: plan.name, id: `format-${plan.format}` },
    { kind: 'paragraph', style: 'lede', text: plan.purpose },
    {
      kind: 'paragraph',
      text: words('design-calendar.doc.formats.facts', {
        not: plan.notFor,
        min: plan.size.min,
        max: plan.size.max,
        ideal: plan.size.ideal,
        share: figure(words, plan.interactive * 100, 0),
      }),
    },
    ...plan.agendas.map((agenda): Block =>
      plan.class === 'discussion' ? phases(agenda, words) : timetable(agenda, start, words),
    ),
    { kind: 'list', items: plan.facilitation },
    {
      kind: 'table',
      caption: words('design-calendar.doc.roles.caption'),
      columns: [
        { label: words('design-calendar.doc.roles.role'), width: 0.3 },
        { label: words('design-calendar.doc.roles.duty') },
      ],
      rows: plan.roles.map(({ name, duty, count }) => [
        count > 1 ? words('design-calendar.doc.roles.several', { name: capital(name), count }) : capital(name),
        duty,
      ]),
    },
    process(plan, words),
    {
      kind: 'definitions',
      items: [
        { term: words('design-calendar.doc.formats.capture'), text: `${plan.capture.map(capital).join('. ')}.` },
        {
          term: words('design-calendar.doc.formats.pulse'),
          text: plan.pulse.map((question) => question.text).join(' '),
        },
        {
          term: words(
            plan.lowBandwidthFirst ? 'design-calendar.doc.formats.low-first' : 'design-calendar.doc.formats.low',
          ),
          text: `${capital(plan.lowBandwidth)}.`,
        },
        { term: words('design-calendar.doc.formats.success'), text: `${plan.success.map(capital).join('. ')}.` },
      ],
    },
  ]
}

function timetable(agenda: FormatPlan['agendas'][number], start: number, words: Words): Block {
  return {
    kind: 'agenda',
    caption: words('design-calendar.doc.agenda.caption', { name: agenda.caption, minutes: agenda.minutes }),
    segments: agenda.segments.map((segment) => ({
      start: clock(start + segment.at),
      minutes: segment.minutes,
      title: segment.title,
      purpose: segment.purpose,
      mode: segment.modeName,
      lead: segment.leadName,
      together: segment.together,
    })),
  }
}

function phases(agenda: FormatPlan['agendas'][number], words: Words): Block {
  return {
    kind: 'table',
    caption: agenda.caption,
    columns: [
      { label: words('design-calendar.doc.phases.days'), align: 'end', width: 0.1 },
      { label: words('design-calendar.doc.phases.phase'), width: 0.28 },
      { label: words('design-calendar.doc.phases.what') },
      { label: words('design-calendar.doc.process.who'), width: 0.18 },
    ],
    rows: agenda.segments.map((segment) => [String(segment.minutes), segment.title, segment.purpose, segment.leadName]),
  }
}

/** Before, after and what is written, in one table in order of time. */
function process(plan: FormatPlan, words: Words): Block {
  const before = plan.preparation.map(({ day, task, owner }) => ({
    at: day,
    when: words('design-calendar.doc.process.before', { days: -day }),
    task,
    owner,
  }))
  const outputs = plan.outputs.map(({ name, due, owner, optional }) => ({
    at: due + 0.5,
    when: words('design-calendar.doc.process.within', { days: due }),
    task: words(optional ? 'design-calendar.doc.process.optional' : 'design-calendar.doc.process.output', { name }),
    owner,
  }))
  const after = plan.followUp.map(({ hours, task, owner }) => ({
    at: hours / 24,
    when: words('design-calendar.doc.process.after', { days: Math.round(hours / 24), hours }),
    task,
    owner,
  }))
  return {
    kind: 'table',
    caption: words('design-calendar.doc.process.caption'),
    columns: [
      { label: words('design-calendar.doc.process.when'), width: 0.22 },
      { label: words('design-calendar.doc.process.what') },
      { label: words('design-calendar.doc.process.who'), width: 0.2 },
    ],
    rows: [...before, ...[...outputs, ...after].sort((a, b) => a.at - b.at)].map(({ when, task, owner }) => [
      when,
      capital(task),
      owner,
    ]),
  }
}

function clock(minutes: number): string {
  return `${Math.floor(minutes / 60) % 24}:${String(minutes % 60).padStart(2, '0')}`
}
