/** Asking the pulse by mail, when whoever holds an event says so, and what the closing screen shows of it. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, eventToChange, type EventRow } from '../access.ts'
import { pulseLetter } from './letters.ts'
import { isOpen, openToLetters, openPulse, pulseOf, questionsOf } from './pulse.ts'
import { pulseQuestions } from './questions.ts'
import { pulseReaders } from './recipients.ts'
import { resultsOfPulse } from './results.ts'

export const askPulse = verb(
  'events.ask-pulse',
  {
    input: z.object({ id }),
    does: 'Writes to the members and guests who were at an event and have not answered its pulse: one letter each, with the first answer as one press, for three days.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    return askByMail(ctx, event)
  },
)

/**
 * The same with the closing of an event, for whoever closes it: nothing where there is nothing to ask or the pulse is over.
 * `withRecord`: the letter about the record that goes out now asks it, too.
 */
export async function askAtClosing(ctx: Ctx, event: EventRow, withRecord = false): Promise<void> {
  const row = await pulseOf(ctx, event.id)
  if (row ? isOpen(ctx, row) : (await questionsOf(ctx, event)).length > 0) await askByMail(ctx, event, withRecord)
}

async function askByMail(ctx: Ctx, event: EventRow, withRecord = false): Promise<{ asked: number }> {
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if (event.starts_at.epochMilliseconds > ctx.now.epochMilliseconds) throw new Conflict('events.not-begun')
  await openPulse(ctx, event)
  await openToLetters(ctx, event)
  const asked = (await pulseReaders(ctx, event)).length
  await record(ctx, 'pulse.asked', { subject: event.id, payload: { asked, with_record: withRecord } })
  return { asked }
}

export const pulse = query(
  'events.pulse',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The pulse of an event: its questions, how many answered, and from five answers on what came of it; never one person’s answer.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    return pulseToClose(ctx, event)
  },
)

/** The pulse as whoever closes an event sees it. Plain JSON; asks no permission. */
export async function pulseToClose(ctx: Ctx, event: EventRow) {
  const [row, questions] = [await pulseOf(ctx, event.id), await questionsOf(ctx, event)]
  const reader = { member_id: null, guest_id: null }
  const draft = pulseLetter(ctx, { event, questions, secret: '', reader }, words(ctx.locale))
  return {
    /** `none`: its format asks nothing. */
    state: questions.length === 0 ? 'none' : isOpen(ctx, row) ? 'open' : row ? 'closed' : 'draft',
    closes_at: row?.closes_at.toString() ?? null,
    questions: pulseQuestions(questions, words(ctx.locale).locale).map(({ id, text }) => ({ id, text })),
    results: await resultsOfPulse(ctx, event.id),
    /** How many a letter would go to now. */
    to: (await pulseReaders(ctx, event)).length,
    /** The letter as it would go out, without its links. */
    letter: {
      subject: draft.subject,
      texts: draft.blocks.flatMap((block) => (block.kind === 'text' ? [block.text] : [])),
    },
  } as const
}
