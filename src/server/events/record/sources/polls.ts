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

function tell({ question, results }: ShownPoll, w: Words): string {
  const { votes, tooFew, lines, answers } = results!
  const came = [
    ...lines.map(({ label, count, share }) => w('record.draft.line', { label, count, share })),
    ...answers.map(({ text, count }) => w('record.draft.answer', { text: text.replace(/\s*\n\s*/g, ' '), count })),
  ]
  return [
    w('record.draft.poll', { question, votes }),
    ...(tooFew ? [`- ${w('record.draft.tooFew')}`] : came.slice(0, most).map((line) => `- ${line}`)),
  ].join('\n')
}
