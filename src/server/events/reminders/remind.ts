/** Reminding: every ten minutes those for whom something falls due are written to, at most once a day each. */
import { sql } from 'kysely'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { EventRow } from '../access.ts'
import { mayCome, type Recipient } from '../invitations/index.ts'
import { mailReminder, type Due } from './letters.ts'
import { dueBy, earliest, endOfDay, timingOf, type Told } from './timing.ts'

/** Communities with mail on and an event in sight: for the job that looks every ten minutes. */
export async function communitiesToRemind(ctx: Ctx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from community c
     where c.mail_on and c.launched_at is not null and exists (
       select from event e where e.community_id = c.id and e.state = 'planned'
          and e.starts_at > ${ctx.now} and e.starts_at < ${ctx.now.add({ hours: earliest })})`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/**
 * Writes to everybody in the community for whom something falls due now, with what else falls due on the same day. Safe to
 * repeat and to run twice at once. Nothing while the community's mail is off: a reminder that is held is worth nothing.
 * Returns how many were written to.
 */
export async function remind(ctx: Ctx): Promise<number> {
  if (!communityOf(ctx).mailOn) return 0
  const events = await eventsInSight(ctx)
  let written = 0
  for (const { to, standings } of (await peopleOf(ctx, events)).values()) {
    if (!standings.some((standing) => dueBy(ctx.now, ctx.now, standing))) continue
    const until = endOfDay(ctx.now, to.zone)
    const due = standings.flatMap(({ event, answer, guest_id, ...standing }): Due[] => {
      const told = dueBy(until, ctx.now, standing)
      return told ? [{ ...told, event, answer, guest_id }] : []
    })
    written += await transaction(ctx, async (ctx) => {
      const day = ctx.now.toZonedDateTimeISO(to.zone).toPlainDate().toString()
      if (!(await mailReminder(ctx, to, due, day))) return 0
      await note(ctx, to, due)
      return 1
    })
  }
  return written
}

type InSight = EventRow & { data: unknown }

async function eventsInSight(ctx: Ctx): Promise<InSight[]> {
  const { rows } = await sql<InSight>`
    select e.*, f.data from event e
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
     where e.community_id = ${communityOf(ctx).id} and e.state = 'planned'
       and e.starts_at > ${ctx.now} and e.starts_at < ${ctx.now.add({ hours: earliest })}
     order by e.starts_at, e.id`.execute(ctx.db)
  return rows
}

interface Row extends Recipient {
  since: Temporal.Instant
  reminded: Told[]
}

type Waiting = Parameters<typeof dueBy>[2] & Pick<Due, 'event' | 'answer' | 'guest_id'>

/**
 * Members who come, may come or were asked, and guests who come or may, as far as they take reminders, each with how they
 * stand to each event. A guest has a row at each event: one address is one person.
 */
async function peopleOf(ctx: Ctx, events: readonly InSight[]) {
  const people = new Map<string, { to: Recipient; standings: Waiting[] }>()
  for (const event of events) {
    const timing = timingOf(event.data)
    for (const { since, reminded, ...to } of await rowsOf(ctx, event)) {
      const known = people.get(to.member_id ?? to.email.toLowerCase()) ?? { to, standings: [] }
      const comes = to.answer !== null
      const { answer, guest_id } = to
      known.standings.push({ event, answer, guest_id, startsAt: event.starts_at, timing, comes, since, reminded })
      people.set(to.member_id ?? to.email.toLowerCase(), known)
    }
  }
  return people
}

async function rowsOf(ctx: Ctx, event: EventRow): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select m.id as member_id, p.id as person_id, null::uuid as guest_id, p.name, p.email, p.locale, p.zone, r.answer,
           coalesce(r.at, i.invited_at) as since,
           (select coalesce(json_agg(json_build_object('kind', t.kind, 'hours', t.hours)), '[]') from event_reminder t
             where t.community_id = m.community_id and t.event_id = ${event.id} and t.member_id = m.id) as reminded
      from member m
      join person p on p.id = m.person_id and p.erased_at is null
      left join rsvp r on r.community_id = m.community_id and r.event_id = ${event.id} and r.member_id = m.id
      left join event_invite i on i.community_id = m.community_id and i.event_id = ${event.id} and i.member_id = m.id
     where m.community_id = ${event.community_id} and m.state <> 'paused' and ${mayCome(event)}
       and (r.answer in ('yes', 'maybe') or (r.answer is null and i.invited_at is not null))
       and not exists (select from mail_stop s
             where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'reminders')
     union all
    select null, null, g.id, g.name, g.email, g.locale, g.zone, g.answer, g.at,
           (select coalesce(json_agg(json_build_object('kind', t.kind, 'hours', t.hours)), '[]') from event_reminder t
             where t.community_id = g.community_id and t.event_id = g.event_id and t.guest_id = g.id)
      from guest g
     where g.community_id = ${event.community_id} and g.event_id = ${event.id} and g.answer in ('yes', 'maybe')
       and g.erased_at is null and g.mail_stopped_at is null
     order by member_id, guest_id`.execute(ctx.db)
  return rows
}

async function note(ctx: Ctx, to: Recipient, due: readonly Due[]): Promise<void> {
  await ctx.db
    .insertInto('event_reminder')
    .values(
      due.map(({ event, guest_id, kind, hours }) => ({
        community_id: event.community_id,
        event_id: event.id,
        member_id: to.member_id,
        guest_id,
        kind,
        hours,
        at: ctx.now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
