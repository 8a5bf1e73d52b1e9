/** Reads what came and hands it to the room that gave the address out. Safe to repeat: a mail is settled once. */
import { transaction, type Ctx } from '../../ctx.ts'
import { CopseError, type ErrorParams } from '../../errors.ts'
import { bounceOf, noteBounce, type Bounce } from './bounce.ts'
import { readMessage, type Message } from './message.ts'
import { meaningOf, type MailDomain, type Meaning } from './address.ts'

/** What became of a mail, as it is kept beside it and shown to stewards. */
export interface Outcome {
  state: 'done' | 'ignored' | 'refused'
  community?: string | null | undefined
  person?: string | null | undefined
  reason?: string
  params?: ErrorParams
}

/** What a room does with mail to an address that it gave out. */
export interface Purpose {
  /**
   * Takes the mail, in one transaction with the note that it was taken. `id` is what the address was signed for. An error
   * of the house (CopseError) undoes it.
   */
  take(ctx: Ctx, message: Message, id: string): Promise<Outcome>
  /** After such an error, in a transaction of its own: tells the sender, once and politely, and says what became of it. */
  refuse(ctx: Ctx, message: Message, id: string, problem: CopseError): Promise<Outcome>
}

/** What rooms registered, by the purpose that stands in their addresses. */
export type Purposes = Readonly<Record<string, Purpose>>

/** Settles one received mail that waits. What fails on our side is noted beside it and thrown on, to be tried again. */
export async function takeMail(ctx: Ctx, at: MailDomain, purposes: Purposes, mailId: string): Promise<void> {
  try {
    await transaction(ctx, (ctx) => settle(ctx, at, purposes, mailId))
  } catch (problem) {
    if (!(problem instanceof CopseError)) {
      await note(ctx, mailId, problem)
      throw problem
    }
    await transaction(ctx, (ctx) => settle(ctx, at, purposes, mailId, problem))
  }
}

async function settle(
  ctx: Ctx,
  at: MailDomain,
  purposes: Purposes,
  mailId: string,
  problem?: CopseError,
): Promise<void> {
  // Locked: of two processes one waits, and finds that it is settled.
  const row = await ctx.db
    .selectFrom('received_mail')
    .select(['id', 'recipient', 'raw'])
    .where('id', '=', mailId)
    .where('state', '=', 'received')
    .forUpdate()
    .executeTakeFirst()
  if (!row) return
  const message = await readMessage(row.raw).catch(() => null)
  const meaning = meaningOf(at, ctx.site.secret, row.recipient)
  const outcome: Outcome = message
    ? await outcomeOf(ctx, message, meaning, purposes, problem)
    : { state: 'refused', reason: 'mail-in.unreadable' }
  await ctx.db
    .updateTable('received_mail')
    .set({
      state: outcome.state,
      community_id: outcome.community ?? null,
      person_id: outcome.person ?? null,
      purpose: meaning?.purpose ?? null,
      sender: message?.from ?? null,
      subject: message?.subject.slice(0, 1000) ?? null,
      reason: outcome.reason ?? null,
      params: JSON.stringify(outcome.params ?? {}),
      error: null,
      settled_at: ctx.now,
    })
    .where('id', '=', row.id)
    .execute()
}

async function outcomeOf(
  ctx: Ctx,
  message: Message,
  meaning: Meaning | null,
  purposes: Purposes,
  problem: CopseError | undefined,
): Promise<Outcome> {
  const bounce = bounceOf(message)
  if (bounce) return takeBounce(ctx, bounce, meaning?.purpose === 'bounce' ? meaning.id : bounce.mail)
  if (await isOurs(ctx, message)) return { state: 'ignored', reason: 'mail-in.our-own' }
  // Holiday notices come back to where mail is returned to.
  if (meaning?.purpose === 'bounce') return { state: 'ignored', reason: 'mail-in.automatic' }
  const purpose = meaning && purposes[meaning.purpose]
  if (!purpose) return { state: 'refused', reason: 'mail-in.unknown-address' }
  return problem ? purpose.refuse(ctx, message, meaning.id, problem) : purpose.take(ctx, message, meaning.id)
}

async function takeBounce(ctx: Ctx, bounce: Bounce, id: string | null): Promise<Outcome> {
  const mail = id === null ? undefined : await noteBounce(ctx.db, bounce, id, ctx.now)
  if (!mail) return { state: 'ignored', reason: 'mail-in.strange-bounce' }
  return { state: 'done', reason: 'mail-in.bounce', community: mail.community_id, person: mail.person_id }
}

/** A letter of ours that found its way back to us: a loop ends here. */
async function isOurs(ctx: Ctx, { messageId }: Message): Promise<boolean> {
  const id = /^<([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})@/i.exec(messageId)?.[1]
  if (!id) return false
  return (await ctx.db.selectFrom('mail').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

async function note(ctx: Ctx, id: string, problem: unknown): Promise<void> {
  await ctx.db
    .updateTable('received_mail')
    .set({ error: String(problem).slice(0, 1000) })
    .where('id', '=', id)
    .where('state', '=', 'received')
    .execute()
}
