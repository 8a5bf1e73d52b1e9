/** What an event asks of whoever comes: set by whoever holds it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { locales } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { record } from '../../facts.ts'
import { flag, id, line, lines, oneOf, optional, whole } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, eventToChange, mustBePlanned, type EventRow } from '../access.ts'
import { problem } from '../input.ts'
import { questionKinds, questionsOf, type Question, type Wording } from './questions.ts'

/** More than that nobody answers. */
export const mostQuestions = 10

/** One a line, or a list. */
const options = z.preprocess(
  (value) => (Array.isArray(value) ? value.join('\n') : (value ?? '')),
  lines(3000).transform((text) => [
    ...new Set(
      text
        .split('\n')
        .map((option) => option.trim().slice(0, 200).toWellFormed())
        .filter(Boolean),
    ),
  ]),
)

const question = z.object({
  /** Of one that is there already: its replies stay. */
  id: optional(z.string().max(60)),
  label: line(300),
  kind: oneOf(questionKinds),
  options,
  required: flag,
  /** The same in other languages, by their tag. */
  also: z.partialRecord(oneOf(locales), z.object({ label: optional(line(300)), options })).optional(),
})

/** Rows of the form; one without a question was left empty. */
const questions = z.preprocess(
  (value) =>
    Array.isArray(value)
      ? value.filter((row) => typeof row !== 'object' || row === null || ('label' in row && row.label !== ''))
      : (value ?? []),
  z.array(question).max(mostQuestions, 'registration.too-many-questions'),
)

export const askQuestions = verb(
  'events.ask-questions',
  {
    input: z.object({ id, questions, keep_days: optional(whole(1, 3650)) }),
    does: 'Says what whoever comes is asked, in the community’s language and perhaps in others, and for how many days after the event the replies are kept.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const asked = asWritten(ctx, event, input.questions)
    await ctx.db
      .updateTable('event')
      .set({ questions: JSON.stringify(asked), replies_kept_days: input.keep_days ?? null, updated_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', event.id)
      .execute()
    await forgetReplies(ctx, event, asked)
    await record(ctx, 'event.questions-asked', { member: null, subject: event.id, payload: { count: asked.length } })
    return { questions: asked }
  },
)

export const questionsPage = query(
  'events.questions',
  {
    input: z.object({ id }),
    does: 'What an event asks of whoever comes.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    return {
      id: event.id,
      title: event.title,
      place: event.place,
      questions: questionsOf(event.questions),
      keep_days: event.replies_kept_days,
      /** The community's language, in which what is chosen is kept, and those into which questions can be put. */
      language: communityOf(ctx).locale,
      others: locales.filter((locale) => locale !== communityOf(ctx).locale),
    }
  },
)

/** Those that were there keep their id; a choice offers at least two things. */
function asWritten(ctx: Ctx, event: EventRow, wanted: z.output<typeof questions>): Question[] {
  const known = new Set(questionsOf(event.questions).map(({ id }) => id))
  return wanted.map((each, i) => {
    const chooses = each.kind === 'choice' || each.kind === 'choices'
    if (chooses && (each.options.length < 2 || each.options.length > 20))
      throw problem(`questions.${i}.options`, 'registration.options')
    return {
      id: each.id && known.has(each.id) ? each.id : newId(ctx.now),
      kind: each.kind,
      label: each.label,
      options: chooses ? each.options : [],
      required: each.required,
      ...alsoIn(communityOf(ctx).locale, each, i),
    }
  })
}

/** The wordings in other languages that were typed; of a choice each offers the same things in the same order. */
function alsoIn(language: string, asked: z.output<typeof question>, i: number): Pick<Question, 'also'> {
  const typed = Object.entries(asked.also ?? {}).filter(([locale]) => locale !== language)
  const also = typed.flatMap(([locale, { label, options }]): [string, Wording][] => {
    if (!label && options.length === 0) return []
    const chooses = asked.kind === 'choice' || asked.kind === 'choices'
    if (!label) throw problem(`questions.${i}.also.${locale}.label`, 'required')
    if (chooses && options.length !== asked.options.length)
      throw problem(`questions.${i}.also.${locale}.options`, 'registration.options-as-many', {
        n: asked.options.length,
      })
    return [[locale, { label, options: chooses ? options : [] }]]
  })
  return also.length > 0 ? { also: Object.fromEntries(also) } : {}
}

/** What answers no question any more is not kept. */
async function forgetReplies(ctx: Ctx, event: EventRow, asked: readonly Question[]): Promise<void> {
  const left = questionsOf(event.questions).filter((question) => !isStill(question, asked))
  if (left.length === 0) return
  const ids = left.map(({ id }) => id)
  for (const table of ['rsvp', 'guest'] as const) {
    await sql`update ${sql.table(table)} set replies = replies - ${ids}::text[]
      where community_id = ${event.community_id} and event_id = ${event.id} and replies ?| ${ids}::text[]`.execute(
      ctx.db,
    )
  }
}

/** The same question, to which the same can be replied. */
function isStill(question: Question, asked: readonly Question[]): boolean {
  const now = asked.find(({ id }) => id === question.id)
  return (
    now !== undefined && now.kind === question.kind && question.options.every((option) => now.options.includes(option))
  )
}
