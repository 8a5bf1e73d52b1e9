/** What came of a pulse: counts, means and what people wrote, from five answers on, and never one person's. */
import { sql } from 'kysely'
import type { Locale } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { fewest } from './answer.ts'
import { pulseOf } from './pulse.ts'
import { pulseQuestions, type PulseQuestion, type Said } from './questions.ts'

/** What came of one question. Plain JSON. */
export interface PulseFigure {
  id: string
  text: string
  kind: PulseQuestion['kind']
  /** How many answered it, of those who are counted. */
  answered: number
  /** Of a scale; of before and after, the mean step between them. */
  mean: number | null
  /** Of what is chosen; a share is of 100. */
  lines: { label: string; count: number; share: number }[]
  /** What people wrote, in an order that says nothing. */
  texts: string[]
}

export interface PulseResults {
  /** How many have answered until now. */
  answered: number
  /** How many of them the figures are of: they move by five at once until the pulse is over. */
  counted: number
  /** One for each question that enough have answered. */
  figures: PulseFigure[]
}

/** The results of the pulse of an event, in a language; `null` where it was never asked. Asks no permission. */
export async function resultsOfPulse(
  ctx: Ctx,
  event: string,
  locale: Locale = ctx.locale,
): Promise<PulseResults | null> {
  const pulse = await pulseOf(ctx, event)
  if (!pulse) return null
  const isOver = pulse.closes_at.epochMilliseconds <= ctx.now.epochMilliseconds
  const { rows } = await sql<{ said: Said; is_counted: boolean }>`
    select said, is_counted from pulse_answer
     where community_id = ${communityOf(ctx).id} and event_id = ${event} order by md5(id::text)`.execute(ctx.db)
  const counted = rows.filter(({ is_counted }) => is_counted || isOver).map(({ said }) => said)
  return {
    answered: rows.length,
    counted: counted.length >= fewest ? counted.length : 0,
    figures: counted.length >= fewest ? figuresOf(pulseQuestions(pulse.questions, locale), counted) : [],
  }
}

/** How many have answered. */
export async function countAnswers(ctx: Ctx, event: string): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('pulse_answer')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('community_id', '=', communityOf(ctx).id)
    .where('event_id', '=', event)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The figures of questions out of at least five answers; a question that fewer answered has none. */
export function figuresOf(questions: readonly PulseQuestion[], answers: readonly Said[]): PulseFigure[] {
  return questions
    .map((question) =>
      figureOf(
        question,
        answers.map((said) => said[question.id]).filter((each) => each !== undefined),
      ),
    )
    .filter(({ kind, answered }) => answered >= (kind === 'text' ? 1 : fewest))
}

function figureOf({ id, text, kind, options }: PulseQuestion, given: readonly Said[string][]): PulseFigure {
  const chosen = given.map((each) => (typeof each === 'object' ? String(each.now) : String(each)))
  const count = (value: string) => chosen.filter((each) => each === value).length
  return {
    id,
    text,
    kind,
    answered: given.length,
    mean: meanOf(kind, given),
    lines:
      kind === 'text'
        ? []
        : options.map(({ value, label }) => ({
            label,
            count: count(value),
            share: Math.round((100 * count(value)) / Math.max(1, given.length)),
          })),
    texts: kind === 'text' ? chosen : [],
  }
}

function meanOf(kind: PulseQuestion['kind'], given: readonly Said[string][]): number | null {
  const numbers = given.flatMap((each) =>
    kind === 'scale' ? [Number(each)] : typeof each === 'object' ? [each.now - each.before] : [],
  )
  return numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}
