/** The page behind the link of a pulse letter. Looking changes nothing: programs that look at mail follow links. */
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { hashOf } from '../../foundations/id.ts'
import { readInput } from '../../verb.ts'
import { asMember, inCommunity } from '../as-member.ts'
import { keepAnswer, saidInput, type Answerer } from './answer.ts'
import { isOpen, pulseOf } from './pulse.ts'
import { pulseQuestions } from './questions.ts'

/**
 * What the page shows; `first`, from the link that was pressed, is the answer to the first question, not yet given.
 * Throws NotFound `pulse.link` for a link that is not in force.
 */
export async function pulsePage(ctx: Ctx, token: string, first?: string) {
  const { reader, row } = await askedBy(ctx, token)
  const pulse = await pulseOf(reader, row.event_id)
  const questions = pulseQuestions(pulse!.questions, ctx.locale)
  const fits = first !== undefined && questions[0]!.options.some(({ value }) => value === first)
  return {
    state: row.has_answered ? ('answered' as const) : isOpen(reader, pulse) ? ('open' as const) : ('closed' as const),
    title: row.title,
    community: communityOf(reader).name,
    questions,
    given: fits ? { [`said.${questions[0]!.id}`]: first } : {},
  }
}

/** Answers as whoever the letter was sent to. Throws as `pulsePage` and `keepAnswer` do. */
export async function answerPulseByMail(ctx: Ctx, token: string, raw: unknown): Promise<void> {
  const { said } = readInput(z.object(saidInput), raw)
  const { reader, row } = await askedBy(ctx, token)
  const who: Answerer = row.member_id ? { member_id: row.member_id } : { guest_id: row.guest_id! }
  await transaction(reader, (ctx) => keepAnswer(ctx, row.event_id, who, said))
}

interface Asked {
  community_id: string
  event_id: string
  member_id: string | null
  guest_id: string | null
  has_answered: boolean
  title: string
}

/** A member who still takes part, or a guest who was not erased. */
async function askedBy(ctx: Ctx, token: string): Promise<{ reader: Ctx; row: Asked }> {
  const { rows } = await sql<Asked>`
    select pp.community_id, pp.event_id, pp.member_id, pp.guest_id, pp.has_answered, e.title
      from pulse_person pp join event e on e.community_id = pp.community_id and e.id = pp.event_id
     where ${hashOf(token)} in (pp.token_hash, pp.reminder_hash)`.execute(ctx.db)
  const row = rows[0]
  const reader = row?.member_id
    ? await asMember(ctx, sql`m.id = ${row.member_id}::uuid`, 'mail')
    : row && (await inCommunity(ctx, row.community_id))
  if (!row || !reader) throw new NotFound('pulse.link')
  return { reader, row }
}
