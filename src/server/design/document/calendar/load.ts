/** The hours that the calendar asks for, as a decision and as a table. */
import type { Words } from '#i18n/index.ts'
import { figure } from '../../parts/common/phrases.ts'
import { enumerated } from '#server/foundations/time/index.ts'
import type { Calendar } from '../../parts/calendar.ts'
import type { Block } from '../blocks.ts'
import type { Settled } from '../why-of.ts'

/** Hours asked against hours promised, and what gave way. */
export function loadDecision(calendar: Calendar, words: Words): Settled {
  const [member] = calendar.load
  const hours = member?.hours ?? 0
  const promised = member?.promised ?? hours
  const dropped = calendar['not-chosen'].filter((one) => one.dropped).map((one) => one.name)
  return {
    title: words('design-calendar.doc.load.title', { hours: figure(words, hours), promised: figure(words, promised) }),
    text: [
      words(hours <= promised + 0.05 ? 'design-calendar.doc.load.inside' : 'design-calendar.doc.load.over', {
        over: figure(words, hours - promised),
      }),
      ...(dropped.length > 0
        ? [words('design-calendar.doc.load.dropped', { formats: enumerated(dropped, words.locale) })]
        : []),
    ].join(' '),
    because: [
      'cadence.live-hours-per-member-month',
      'cadence.max-live-hours-per-member-month',
      'structure.ask-hours-per-month',
    ],
  }
}

/** What the hours are made of, for each kind of member. */
export function loadTable(calendar: Calendar, words: Words): Block[] {
  const whats = [...new Set(calendar.load.flatMap((load) => load.lines.map((line) => line.what)))]
  const hoursOf = (load: Calendar['load'][number], what: string) => load.lines.find((line) => line.what === what)?.hours
  return [
    {
      kind: 'table',
      caption: words('design-calendar.doc.load.caption'),
      columns: [
        { label: words('design-calendar.doc.load.what'), width: 0.5 },
        ...calendar.load.map((load) => ({ label: load.who, align: 'end' as const })),
      ],
      rows: whats.map((what) => [
        what,
        ...calendar.load.map((load) =>
          hoursOf(load, what) === undefined ? '–' : figure(words, hoursOf(load, what) ?? 0),
        ),
      ]),
      total: [words('design-calendar.doc.load.total'), ...calendar.load.map((load) => figure(words, load.hours))],
    },
  ]
}
