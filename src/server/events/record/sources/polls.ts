import { date } from '#i18n/format/dates.ts'
import type { Words } from '#i18n/index.ts'
import { readPollsForRecord, type ShownPoll } from '../../live/index.ts'
import type { Source } from '../source.ts'

/** How many lines of one poll are told: a cloud of words may have hundreds. */
const most = 20

/** What was asked of everybody and what came of it: as far as the room was promised to see it, and never who said what. */
export const polls: Source = {
  key: 'polls',
  async draft(ctx, event, w) {
    const told = (await readPollsForRecord(ctx, event.id)).map((poll) => tell(poll, w))
    return told.length > 0 ? told.join('\n\n') : null
  },
}

function tell({ question, kind, results }: ShownPoll, w: Words): string {
  const { votes, tooFew, lines, answers } = results!
  const name = (label: string) => (kind === 'dates' ? dateInWords(label, w) : label)
  const came = [
    ...lines.map(({ label, count, share }) => w('record.draft.line', { label: name(label), count, share })),
    ...answers.map(({ text, count }) => w('record.draft.answer', { text: text.replace(/\s*\n\s*/g, ' '), count })),
  ]
  return [
    w('record.draft.poll', { question, votes }),
    // Options that nobody chose from say nothing.
    ...(votes === 0 ? [] : tooFew ? [`- ${w('record.draft.tooFew')}`] : came.slice(0, most).map((line) => `- ${line}`)),
  ].join('\n')
}

/** `Thursday 11 March 2027, 14:00` of `2027-03-11 14:00`. */
function dateInWords(wall: string, w: Words): string {
  const [day, time] = wall.split(/[ T]/)
  return [date(day!, w.locale, 'full'), time].filter(Boolean).join(', ')
}
