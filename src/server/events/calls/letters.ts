/** Mail about calls and proposals: a call is open, something was proposed, what became of it. */
import { date } from '#i18n/format/dates.ts'
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import { spanInWords } from '../moment.ts'

interface Reader {
  person_id: string
  email: string
  locale: string
  zone: string
}

interface Told {
  id: string
  call_id: string
  title: string
  reason: string | null
  state: string
  call: string
  event_id: string | null
  event: string | null
  starts_at: Temporal.Instant | null
  ends_at: Temporal.Instant | null
  part: string | null
}

/** The reaction to `call.opened`: those who may propose, where it was asked for. */
export async function mailCall(ctx: Ctx, fact: Fact): Promise<void> {
  const call = await ctx.db
    .selectFrom('call')
    .select(['id', 'title', 'text', 'deadline', 'circle_id', 'tell', 'closed_at'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', fact.subjectId)
    .executeTakeFirst()
  if (!call?.tell || call.closed_at) return
  const { rows: readers } = await sql<Reader>`
    select p.id as person_id, p.email, p.locale, p.zone from member m join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${communityOf(ctx).id} and m.state = any(${takesPart}) and p.id is distinct from ${fact.actorId}::uuid
       and (${call.circle_id}::uuid is null or exists (
             select from circle_place cp where cp.community_id = m.community_id and cp.circle_id = ${call.circle_id}::uuid and cp.member_id = m.id))
     order by m.id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const reader of readers) {
      const w = words(reader.locale)
      const until = date(call.deadline, w.locale, 'full')
      await write(ctx, reader, `call-opened:${call.id}:${reader.person_id}`, 'call-opened', {
        subject: w('calls.mail.openedSubject', { title: call.title }),
        blocks: [
          { kind: 'text', text: w('calls.mail.opened', { title: call.title, until }) },
          ...(call.text ? [{ kind: 'text' as const, text: call.text }] : []),
          { kind: 'link', label: w('calls.mail.toCall'), url: pageOf(ctx, call.id) },
        ],
        why: w('calls.mail.whyMember', { community: communityOf(ctx).name }),
      })
    }
  })
}

/** The reaction to `proposal.made`: whoever facilitates the event, else whoever opened the call. */
export async function mailProposal(ctx: Ctx, fact: Fact): Promise<void> {
  const proposal = await toldOf(ctx, fact)
  if (proposal?.state !== 'proposed') return
  const { rows } = await sql<Reader>`
    select p.id as person_id, p.email, p.locale, p.zone from call c
      left join event e on e.community_id = c.community_id and e.id = c.event_id
      left join member f on f.community_id = c.community_id and f.id = e.facilitator_id
      join person p on p.id = coalesce(f.person_id, c.opened_by) and p.erased_at is null and p.id is distinct from ${fact.actorId}::uuid
     where c.community_id = ${communityOf(ctx).id} and c.id = ${proposal.call_id}`.execute(ctx.db)
  for (const reader of rows) {
    const w = words(reader.locale)
    await write(ctx, reader, `proposal-made:${fact.id}`, 'proposal-made', {
      subject: w('calls.mail.madeSubject', { title: proposal.title }),
      blocks: [
        { kind: 'text', text: w('calls.mail.made', { title: proposal.title, call: proposal.call }) },
        { kind: 'link', label: w('calls.mail.toCall'), url: pageOf(ctx, proposal.call_id) },
      ],
      why: w('calls.mail.whyTend'),
    })
  }
}

/** The reaction to `proposal.placed`, `proposal.kept` and `proposal.declined`: whoever proposed. */
export async function mailAnswer(ctx: Ctx, fact: Fact): Promise<void> {
  const proposal = await toldOf(ctx, fact)
  const state = { 'proposal.placed': 'placed', 'proposal.kept': 'waiting', 'proposal.declined': 'declined' }[
    fact.kind as string
  ]
  // Something else was decided meanwhile: that is told instead.
  if (!proposal || proposal.state !== state) return
  const { rows } = await sql<Reader>`
    select p.id as person_id, p.email, p.locale, p.zone from member m join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${communityOf(ctx).id} and m.id = ${fact.memberId} and m.state = any(${takesPart})`.execute(
    ctx.db,
  )
  for (const reader of rows) {
    const w = words(reader.locale)
    await write(ctx, reader, `${fact.kind}:${fact.id}`, fact.kind.replace('.', '-'), {
      subject: w(`calls.mail.${state as 'placed'}Subject`, { title: proposal.title }),
      blocks: [
        { kind: 'text', text: answerText(proposal, Boolean(fact.payload.cancelled), reader, w) },
        ...(proposal.reason ? [{ kind: 'text' as const, text: proposal.reason }] : []),
        proposal.event_id
          ? {
              kind: 'link',
              label: w('events.mail.page'),
              url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${proposal.event_id}`,
            }
          : { kind: 'link', label: w('calls.mail.toCall'), url: pageOf(ctx, proposal.call_id) },
      ],
      why: w('calls.mail.whyProposed', { community: communityOf(ctx).name }),
    })
  }
}

function answerText(proposal: Told, cancelled: boolean, reader: Reader, w: Words): string {
  if (proposal.state === 'placed' && proposal.starts_at && proposal.ends_at)
    return w('calls.mail.placed', {
      title: proposal.title,
      event: proposal.event,
      part: proposal.part,
      when: spanInWords(proposal.starts_at, proposal.ends_at, reader.zone, w),
    })
  if (proposal.state === 'declined') return w('calls.mail.declined', { title: proposal.title })
  return w(cancelled ? 'calls.mail.waitsAgain' : 'calls.mail.waiting', { title: proposal.title })
}

async function toldOf(ctx: Ctx, fact: Fact): Promise<Told | undefined> {
  const { rows } = await sql<Told>`
    select p.id, p.call_id, p.title, p.reason, p.state, c.title as call, e.id as event_id, e.title as event, e.starts_at, e.ends_at, g.title as part
      from proposal p join call c on c.community_id = p.community_id and c.id = p.call_id
      left join event e on e.community_id = p.community_id and e.id = p.event_id
      left join segment g on g.community_id = p.community_id and g.event_id = p.event_id and g.id = p.segment_id
     where p.community_id = ${communityOf(ctx).id} and p.id = ${fact.subjectId}`.execute(ctx.db)
  return rows[0]
}

async function write(
  ctx: Ctx,
  { email, locale, person_id }: Reader,
  once: string,
  kind: string,
  letter: Letter,
): Promise<void> {
  await transaction(ctx, (ctx) => writeMail(ctx, { email, locale, personId: person_id }, letter, { kind, once }))
}

function pageOf(ctx: Ctx, call: string): string {
  return `${ctx.site.url}/${communityOf(ctx).slug}/events/calls/${call}`
}
