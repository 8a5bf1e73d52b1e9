/** What somebody who takes part no more leaves open at events to come: their place, and what they would have led. */
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { stewardsOf, takesPart } from '../communities/index.ts'
import { recordAll, type Fact } from '../facts.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { spanInWords } from './moment.ts'
import { offerPlaces } from './registration/index.ts'

/** Something that waits for somebody again. */
interface Open {
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  /** The event itself, a place on its panel, or a part or session of it. */
  what: 'none' | 'seat' | 'part'
  part: string | null
}

/**
 * The reaction to `member.left` and `member.state-changed`: of somebody who takes part no more the places at events to come
 * go to whoever waits, what they would have led becomes open, and the stewards are told. Who is erased leaves them by
 * `forget`; those places are passed on by the job that looks for free ones.
 */
export async function freeWhatIsTheirs(ctx: Ctx, fact: Fact): Promise<void> {
  const member = fact.memberId ?? fact.subjectId
  if (!member) return
  await transaction(ctx, async (ctx) => {
    const name = await nameOfGone(ctx, member)
    if (name === null) return
    const opened = await freeRoles(ctx, member)
    await freePlaces(ctx, member)
    if (opened.length > 0) await tellStewards(ctx, fact, name, opened)
  })
}

/** The name of a member who takes part no more; `null` of one who does. */
async function nameOfGone(ctx: Ctx, member: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('member')
    .select(['name', 'state'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', member)
    .executeTakeFirst()
  return row && !takesPart.includes(row.state) ? row.name : null
}

async function freeRoles(ctx: Ctx, member: string): Promise<Open[]> {
  const ahead = sql`e.community_id = ${communityOf(ctx).id} and e.state = 'planned' and e.starts_at > ${ctx.now}`
  const shown = sql.raw('e.title, e.starts_at, e.ends_at, e.zone')
  const { rows: events } = await sql<Open & { id: string }>`
    update event e set facilitator_id = null, updated_at = ${ctx.now} where ${ahead} and e.facilitator_id = ${member}
    returning e.id, ${shown}, 'none' as what, null as part`.execute(ctx.db)
  await recordAll(
    ctx,
    'event.facilitator-named',
    events.map(({ id }) => ({ member: null, subject: id, payload: { before: member } })),
  )
  const { rows: parts } = await sql<Open>`
    update segment s set leader_id = null from event e
     where ${ahead} and s.community_id = e.community_id and s.event_id = e.id and s.leader_id = ${member}
    returning ${shown}, 'part' as what, s.title as part`.execute(ctx.db)
  const { rows: sessions } = await sql<Open>`
    update parallel_session s set leader_id = null from event e
     where ${ahead} and s.community_id = e.community_id and s.event_id = e.id and s.leader_id = ${member}
    returning ${shown}, 'part' as what, s.title as part`.execute(ctx.db)
  const { rows: seats } = await sql<Open>`
    delete from panel_place s using event e
     where ${ahead} and s.community_id = e.community_id and s.event_id = e.id and s.member_id = ${member} and s.state <> 'declined'
    returning ${shown}, 'seat' as what, null as part`.execute(ctx.db)
  return [...events, ...seats, ...parts, ...sessions].toSorted((a, b) =>
    Temporal.Instant.compare(a.starts_at, b.starts_at),
  )
}

/** Their answers go, event by event in one order, so that two who leave at once wait for one another and never in a circle. */
async function freePlaces(ctx: Ctx, member: string): Promise<void> {
  const { rows: events } = await sql<{ id: string }>`
    select e.id from event e join rsvp r on r.community_id = e.community_id and r.event_id = e.id and r.member_id = ${member}
     where e.community_id = ${communityOf(ctx).id} and e.state = 'planned' and e.starts_at > ${ctx.now}
     order by e.id for no key update of e`.execute(ctx.db)
  if (events.length === 0) return
  const { rows: given } = await sql<{ event_id: string; answer: string }>`
    delete from rsvp where community_id = ${communityOf(ctx).id} and member_id = ${member}
      and event_id = any(${events.map(({ id }) => id)}::uuid[])
    returning event_id, answer`.execute(ctx.db)
  await recordAll(
    ctx,
    'event.answered',
    given.map(({ event_id, answer }) => ({ member, subject: event_id, payload: { answer: null, before: answer } })),
  )
  for (const { event_id, answer } of given)
    if (answer === 'yes' || answer === 'offered') await offerPlaces(ctx, { id: event_id })
}

async function tellStewards(ctx: Ctx, fact: Fact, name: string, opened: readonly Open[]): Promise<void> {
  const community = communityOf(ctx)
  for (const to of await stewardsOf(ctx)) {
    const w = words(to.locale)
    await writeMail(
      ctx,
      { email: to.email, locale: to.locale, personId: to.id },
      {
        subject: w('events.mail.openSubject', { name, n: opened.length }),
        blocks: [
          { kind: 'text', text: w('events.mail.open', { name, community: community.name }) },
          {
            kind: 'list',
            items: opened.map(({ title, what, part, starts_at, ends_at, zone }) =>
              w('events.mail.openOne', { what, part, title, when: spanInWords(starts_at, ends_at, zone, w) }),
            ),
          },
          { kind: 'link', label: w('events.mail.openLink'), url: `${ctx.site.url}/${community.slug}/events` },
        ],
        why: w('events.mail.openWhy', { community: community.name }),
      },
      { kind: 'roles-open', once: `roles-open:${fact.id}:${to.id}` },
    )
  }
}
