/** Sending invitations to an event: whom it would reach, how it reads, and sending it, to nobody twice. */
import { sql, type RawBuilder } from 'kysely'
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, line, optional } from '../../foundations/input.ts'
import { newId } from '../../foundations/id.ts'
import { bodies } from '../../foundations/mail/letter.ts'
import { allow } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { query, verb } from '../../verb.ts'
import { eventFor, eventToChange, mustBePlanned, type EventRow } from '../access.ts'
import { mustTakePart } from '../people.ts'
import { isAhead, letterOfInvitation } from './letters.ts'
import { mayCome } from './recipients.ts'

/** As many names as a page shows to choose from; a search finds the others. */
const atOnce = 60

export const sendInvitations = verb(
  'events.send-invitations',
  {
    input: z.object({
      id,
      /** Ids of members; everybody who may come, if none are given. */
      members: optional(z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(id).max(5000))),
    }),
    does: 'Invites members by mail, with a calendar request that they answer from their calendar program: everybody who may come, or those named. Nobody is asked twice, nor who has answered already.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventToChange(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    if (!isAhead(ctx, event)) throw new Conflict('events.has-begun')
    if (input.members) await mustTakePart(ctx, input.members, 'members', event.circle_id)
    const chosen = input.members ? sql`m.id = any(${input.members}::uuid[])` : sql`true`
    const { rows } = await sql<{ id: string; email: string }>`
      select m.id, p.email from ${toAsk(event)} and ${chosen}`.execute(ctx.db)
    if (rows.length === 0) return { invited: 0 }
    await ctx.db
      .insertInto('event_invite')
      .values(
        rows.map(({ id: member_id, email }) => ({
          community_id: event.community_id,
          id: newId(ctx.now),
          event_id: event.id,
          member_id,
          email,
          invited_by: personOf(ctx).id,
          invited_at: ctx.now,
          sequence: event.sequence,
          created_at: ctx.now,
        })),
      )
      .execute()
    await record(ctx, 'event.invited', { subject: event.id, payload: { invited: rows.length } })
    return { invited: rows.length }
  },
)

export const invitations = query(
  'events.invitations',
  {
    input: z.object({ id: z.string('required').max(60), search: optional(line(100)) }),
    does: 'Whom invitations to an event would reach, how they read in your language, and who was asked with what answer.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    const letter = letterOfInvitation(
      ctx,
      event,
      { member_id: event.id, guest_id: null, zone: ctx.zone },
      words(ctx.locale),
    )
    return {
      event: { id: event.id, title: event.title },
      counts: await countsOf(ctx, event),
      toChoose: await toChoose(ctx, event, input.search),
      asked: await askedOf(ctx, event),
      letter: { subject: letter.subject, text: withoutStop(bodies(letter, words(ctx.locale)).text) },
      /** Whether answers by mail come in, whether the community's mail leaves, and whether there is a way for it. */
      receives: ctx.site.mailIn !== undefined,
      mailOn: communityOf(ctx).mailOn,
      canMail: ctx.site.canMail,
      may: { send: isAhead(ctx, event) },
    }
  },
)

/** The link by which a reader stops such mails is theirs alone, and there is no reader yet. */
function withoutStop(text: string): string {
  return text.replace(/\n[^\n]*\/in\/stop\/\S+/, '')
}

/** Those who may come, were not asked, have not answered, are not paused and take invitations. */
function toAsk(event: EventRow): RawBuilder<unknown> {
  return sql`member m
      join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${event.community_id} and ${mayCome(event)} and m.state <> 'paused'
       and not exists (select from rsvp r where r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id)
       and not exists (select from event_invite i where i.community_id = m.community_id and i.event_id = ${event.id} and i.member_id = m.id)
       and not exists (select from mail_stop s where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'invitations')`
}

async function countsOf(ctx: Ctx, event: EventRow) {
  const { rows } = await sql<{ ask: number; asked: number; answered: number; stopped: number }>`
    select (select count(*)::int from ${toAsk(event)}) as ask,
           (select count(*)::int from event_invite i
             where i.community_id = ${event.community_id} and i.event_id = ${event.id} and i.invited_at is not null) as asked,
           (select count(*)::int from rsvp r
             where r.community_id = ${event.community_id} and r.event_id = ${event.id}) as answered,
           (select count(*)::int from member m join mail_stop s on s.community_id = m.community_id and s.member_id = m.id and s.kind = 'invitations'
             where m.community_id = ${event.community_id} and ${mayCome(event)}) as stopped`.execute(ctx.db)
  return rows[0]!
}

async function toChoose(ctx: Ctx, event: EventRow, search: string | undefined) {
  const like = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: string; name: string; organisation: string | null }>`
    select m.id, p.name, m.organisation from ${toAsk(event)} and (p.name ilike ${like} or m.organisation ilike ${like})
     order by p.name, m.id limit ${atOnce}`.execute(ctx.db)
  return rows
}

async function askedOf(ctx: Ctx, event: EventRow) {
  const { rows } = await sql<{ member: string; name: string; answer: string | null; at: Temporal.Instant }>`
    select m.id as member, p.name, r.answer, i.invited_at as at
      from event_invite i
      join member m on m.community_id = i.community_id and m.id = i.member_id
      join person p on p.id = m.person_id
      left join rsvp r on r.community_id = i.community_id and r.event_id = i.event_id and r.member_id = i.member_id
     where i.community_id = ${event.community_id} and i.event_id = ${event.id} and i.invited_at is not null
     order by r.answer is null desc, p.name limit 1000`.execute(ctx.db)
  return rows.map((row) => ({ ...row, at: row.at.toString() }))
}
