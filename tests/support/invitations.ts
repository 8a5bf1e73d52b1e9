/** An event of a house that sends and receives mail: invitations go out, answers come back. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import type { Ctx } from '#server/ctx.ts'
import { factFrom } from '#server/facts.ts'
import { storeMail, takeMail } from '#server/foundations/mail-in/index.ts'
import { purposes } from '#server/mail-purposes.ts'
import { reactions } from '#server/reactions.ts'
import { livingCalendar, type LivingCalendar } from './events.ts'
import { now, type Name } from './people.ts'
import { replyTo, type ReplyOptions } from './replies.ts'

export const mailIn = { domain: 'in.example.org' }

export interface Round extends LivingCalendar {
  db: Kysely<DB>
  id: string
  /** Somebody in a house that sends and receives mail, whose community has switched mail on. */
  as(name: Name | null, at?: Temporal.Instant): Ctx
  /** Runs the reactions to everything that has happened and was not reacted to. */
  react(): Promise<void>
  letters(kind?: string): Promise<
    {
      to_address: string
      subject: string
      text: string
      request: string
      state: string
      headers: Record<string, string>
    }[]
  >
  /** Answers the newest letter to somebody, by the calendar in it. */
  reply(name: Name, options?: ReplyOptions & { from?: string; read?: number }): Promise<Outcome>
  /** Lets a mail in; it is read so many hours after `now`. */
  bring(raw: Buffer, recipient: string, read?: number): Promise<Outcome>
  answerOf(name: Name): Promise<string | null>
}

export interface Outcome {
  state: string
  reason: string | null
}

export async function round(db: Kysely<DB>, wanted: Parameters<LivingCalendar['plan']>[0] = {}): Promise<Round> {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const as: Round['as'] = (name, at = now) => {
    const ctx = living.ctx(name, { at })
    return {
      ...ctx,
      community: { ...ctx.community!, mailOn: true },
      site: { ...ctx.site, canMail: true, mailFrom: 'Copse <copse@example.org>', mailIn },
    }
  }
  const done = new Set<string>()
  let clock = 0
  const bring: Round['bring'] = async (raw, recipient, read = 30) => {
    const [stored] = await storeMail(db, { raw, recipients: [recipient], envelopeFrom: '' }, now)
    const ctx = as(null, now.add({ hours: read }))
    await takeMail({ ...ctx, community: null }, mailIn, purposes, stored!)
    return db
      .selectFrom('received_mail')
      .select(['state', 'reason'])
      .where('id', '=', stored!)
      .executeTakeFirstOrThrow()
  }
  const letters: Round['letters'] = async (kind) => {
    const rows = await db.selectFrom('mail').selectAll().orderBy('id').execute()
    return rows
      .filter((row) => !kind || row.kind === kind)
      .map((row) => ({
        ...row,
        headers: row.headers as Record<string, string>,
        request: (row.attachments as { content: string }[])[0]?.content ?? '',
      }))
  }
  return {
    ...living,
    db,
    id,
    as,
    letters,
    bring,
    async react() {
      const rows = await db.selectFrom('fact').selectAll().orderBy('id').execute()
      for (const row of rows.filter(({ id }) => !done.has(id))) {
        done.add(row.id)
        const fact = factFrom(row)
        for (const [name, react] of Object.entries(reactions[fact.kind] ?? {}))
          if (name.startsWith('mail-') || name.startsWith('confirm-') || name.startsWith('tell-those'))
            await react(as(null), fact)
      }
    },
    async reply(name, { from = `${name}@example.org`, read, ...options } = {}) {
      const theirs = (await letters()).filter((letter) => letter.to_address === `${name}@example.org` && letter.request)
      const asked = theirs.toSorted((a, b) => sequenceIn(a.request) - sequenceIn(b.request)).at(-1)
      const calendar = replyTo(asked!.request, { stamp: `20260305T09000${++clock}Z`, ...options })
      const to = asked!.headers['Reply-To']!
      const raw = Buffer.from(
        `From: ${name} <${from}>\r\nTo: ${to}\r\nMessage-ID: <${name}-${clock}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${calendar}`,
      )
      return bring(raw, to, read)
    },
    async answerOf(name) {
      const row = await db
        .selectFrom('rsvp')
        .select('answer')
        .where('event_id', '=', id)
        .where('member_id', '=', living.member[name])
        .executeTakeFirst()
      return row?.answer ?? null
    },
  }
}

export const sequenceIn = (request: string): number => Number(/SEQUENCE:(\d+)/.exec(request)![1])
