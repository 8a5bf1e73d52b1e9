/** The list of answers as a file for a spreadsheet. */
import { z } from 'zod'
import { words, type Words } from '#i18n/index.ts'
import { communityOf } from '../../ctx.ts'
import { id, oneOf, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { eventFor } from '../access.ts'
import { answerGroups, linesOf } from './answers.ts'
import { csv } from './csv.ts'
import { questionsOf, type Question, type Replies } from './questions.ts'

const most = 100_000

export const answersFile = query(
  'events.answers-file',
  {
    input: z.object({ id, show: optional(oneOf(answerGroups)) }),
    does: 'The list of answers as CSV (RFC 4180) for a spreadsheet: one group of it, or everybody.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    const lines = await linesOf(ctx, event, { show: input.show ?? null, search: null, limit: most, from: 0 })
    const w = words(ctx.locale)
    const columns = questionsOf(event.questions).flatMap((question) => columnsOf(question, communityOf(ctx).locale, w))
    const head = (['name', 'organisation', 'email', 'answer', 'mode', 'by', 'at'] as const).map((column) =>
      w(`registration.answers.column.${column}`),
    )
    const rows = lines.map(({ name, organisation, email, answer, mode, by, at, replies }) => [
      name,
      organisation,
      email,
      w(`registration.answers.is.${answer ?? 'silent'}`),
      mode && w(`registration.mode.${mode}`),
      by,
      at && at.toZonedDateTimeISO(event.zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' '),
      ...columns.map(({ said }) => said(replies)),
    ])
    return {
      name: `${event.wall_start.slice(0, 10)}-${communityOf(ctx).slug}-${input.show ?? 'all'}.csv`,
      text: csv([[...head, ...columns.map(({ head }) => head)], ...rows]),
    }
  },
)

interface Column {
  head: string
  said(replies: Replies): string
}

/** A column for a question, the reader's language first; what is chosen in several languages has a column in each. */
function columnsOf({ id, kind, label, options, also = {} }: Question, language: string, w: Words): Column[] {
  const wordings = [[language, { label, options }] as const, ...Object.entries(also)].toSorted(
    ([a], [b]) => Number(b === w.locale) - Number(a === w.locale),
  )
  const column = (head: string, say: (reply: string) => string): Column => ({
    head,
    said: (replies) => [replies[id] ?? []].flat().map(say).join('; '),
  })
  if (options.length > 0)
    return wordings.map(([, own]) => column(own.label, (reply) => own.options[options.indexOf(reply)] ?? reply))
  const head = wordings.map(([, { label }]) => label).join(' / ')
  return [column(head, (reply) => (kind === 'yes-no' ? w(`common.${reply as 'yes'}`) : reply))]
}
