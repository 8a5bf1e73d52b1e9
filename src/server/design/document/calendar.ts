/** Part 2 as a document: what was decided about time, the year, every date, and how each format is held. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { datesBlocks, movedBlocks } from './calendar/dates.ts'
import { calendarDecisions } from './calendar/decisions.ts'
import { formatBlocks } from './calendar/formats.ts'
import { yearStrip } from './calendar/year.ts'

/** The blocks of part 2. Decisions are numbered from 2.1. */
export function calendarBlocks(design: Design, words: Words): Block[] {
  const { calendar } = design.parts
  const live = calendar.events.filter((event) => event.live)
  const [load] = calendar.load
  return [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-calendar.doc.lede', {
        events: live.length,
        series: calendar.series.length,
        from: longDate(calendar.from, words.locale),
        to: longDate(calendar.to, words.locale),
        hours: load?.hours ?? 0,
      }),
    },
    ...calendarDecisions(design, words),
    { kind: 'heading', level: 3, text: words('design-calendar.doc.year.title'), id: 'calendar-year' },
    yearStrip(calendar, words),
    ...movedBlocks(calendar, words),
    { kind: 'heading', level: 3, text: words('design-calendar.doc.formats.title'), id: 'calendar-formats' },
    { kind: 'paragraph', text: words('design-calendar.doc.formats.text') },
    ...formatBlocks(calendar, words),
    { kind: 'heading', level: 3, text: words('design-calendar.doc.not-chosen.title'), id: 'calendar-not-chosen' },
    { kind: 'definitions', items: calendar['not-chosen'].map(({ name, reason }) => ({ term: name, text: reason })) },
    ...datesBlocks(calendar, words),
  ]
}
