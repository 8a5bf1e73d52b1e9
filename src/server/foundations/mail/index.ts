/**
 * Mail out. A verb or reaction writes a letter; the row is kept for ever and shown at Stewardship → Mail. Where SMTP is
 * set a job sends it; where it is not, it stays `kept`. A community that has not switched mail on yet holds its letters.
 */
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { newId } from '../id.ts'
import { addJob } from '../jobs.ts'
import { bodies, type Letter } from './letter.ts'

export type { Letter, LetterBlock } from './letter.ts'

export interface Addressee {
  email: string
  locale: string
  personId?: string | null
}

export interface Attachment {
  filename: string
  contentType: string
  content: string
}

export interface WriteOptions {
  /** What kind of letter, for the list: `sign-in-code`, `event-confirmation`. */
  kind: string
  /** A letter that was written under this name before is not written again. */
  once?: string
  /** Somebody waits for it (a code, an invitation being sent): not held while a community's mail is off. */
  asked?: boolean
  /** After this moment it is better not sent at all: a reminder of what has begun. */
  until?: Temporal.Instant
  headers?: Record<string, string>
  attachments?: Attachment[]
}

/** Writes a letter in the transaction at hand. Returns its id, or `null` when `once` says that it was written before. */
export async function writeMail(
  ctx: Ctx,
  to: Addressee,
  letter: Letter,
  options: WriteOptions,
): Promise<string | null> {
  const held = ctx.community !== null && !ctx.community.mailOn && !options.asked
  const state = held ? 'held' : ctx.site.canMail ? 'waiting' : 'kept'
  const row = await ctx.db
    .insertInto('mail')
    .values({
      id: newId(ctx.now),
      community_id: ctx.community?.id ?? null,
      person_id: to.personId ?? null,
      kind: options.kind,
      to_address: to.email,
      subject: letter.subject,
      ...bodies(letter, words(to.locale)),
      headers: JSON.stringify(headersOf(letter, options)),
      attachments: JSON.stringify(options.attachments ?? []),
      state,
      created_at: ctx.now,
      once: options.once ?? null,
      useful_until: options.until ?? null,
    })
    .onConflict((conflict) => conflict.column('once').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return null
  if (state === 'waiting') await addJob(ctx, 'send-mail', { id: row.id })
  return row.id
}

/**
 * Lets go what a community held: called when the coordinator switches mail on. What has become useless since stays
 * here. Returns how many letters.
 */
export async function releaseHeldMail(ctx: Ctx, communityId: string): Promise<number> {
  const held = await ctx.db
    .updateTable('mail')
    .set((eb) => ({
      state: eb
        .case()
        .when(eb.or([eb('useful_until', 'is', null), eb('useful_until', '>', ctx.now)]))
        .then(ctx.site.canMail ? 'waiting' : 'kept')
        .else('kept')
        .end(),
    }))
    .where('community_id', '=', communityId)
    .where('state', '=', 'held')
    .returning(['id', 'state'])
    .execute()
  const rows = ctx.site.canMail ? held.filter(({ state }) => state === 'waiting') : held
  if (ctx.site.canMail) for (const row of rows) await addJob(ctx, 'send-mail', { id: row.id })
  return rows.length
}

/** RFC 8058 one-click for what can be stopped; RFC 3834 so that no machine answers. */
function headersOf(letter: Letter, options: WriteOptions): Record<string, string> {
  return {
    'Auto-Submitted': 'auto-generated',
    ...(letter.stopUrl
      ? { 'List-Unsubscribe': `<${letter.stopUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
      : {}),
    ...options.headers,
  }
}
