/**
 * The dictionary of facts: what can have happened, said for developers and for evaluators, and the one way to record it.
 * `counts` says how a fact counts for participation (domain/01, operational tier): attendance is read from its own rows.
 * `shown` says that visitors see it: pages that are kept for them are dropped.
 */
import { sql, type Insertable, type Selectable } from 'kysely'
import type { Ctx } from './ctx.ts'
import type { DB } from './database.gen.ts'
import { send } from './foundations/db/flight.ts'
import { notify } from './foundations/db/listen.ts'
import { newId } from './foundations/id.ts'

interface Kind {
  says: string
  counts?: 'contribution' | 'consumption'
  shown?: true
}

export const kinds = {
  'site.set-up': { says: 'The first administrator set up this installation' },
  'person.joined-site': { says: 'Somebody made an account' },
  'person.erased': { says: 'A person had their personal data erased' },
  'community.launched': { says: 'A design became a living community', shown: true },
  'community.design-applied': { says: 'A later version of the design was applied', shown: true },
  'community.mail-switched-on': { says: 'The coordinator let the community send mail' },
  'community.guests-kept': { says: 'Stewards said how long guests of events are remembered' },
  'community.front-door-seen': { says: 'A visitor came to the front door', counts: 'consumption' },
  'member.invited': { says: 'Somebody was invited to a circle' },
  'member.invitation-revoked': { says: 'An invitation was taken back' },
  'member.asked-to-join': { says: 'Somebody asked to join a circle' },
  'member.request-accepted': { says: 'A request to join was accepted' },
  'member.request-declined': { says: 'A request to join was declined' },
  'member.joined': { says: 'Somebody became a member', counts: 'consumption', shown: true },
  'member.entered-circle': { says: 'A member was given a place in a circle' },
  'member.left-circle': { says: 'A member gave up or lost a place in a circle' },
  'member.state-changed': { says: 'A member moved to another state' },
  'member.profile-told': { says: 'A member told who they are and what they know', counts: 'consumption' },
  'member.mail-chosen': { says: 'A member said which mail about events they want' },
  'member.left': { says: 'A member left', shown: true },
  'member.returned': { says: 'A member who had been quiet took part again' },
  'member.onboarding-step-done': { says: 'A member did a step of onboarding', counts: 'consumption' },
  'member.onboarded': { says: 'A member did every step of onboarding' },
  'member.role-taken': { says: 'A member took a role or became its deputy', counts: 'contribution' },
  'member.role-given-up': { says: 'A role became open again' },
  'event.planned': { says: 'An event was put into the calendar', shown: true },
  'event.changed': { says: 'An event was changed', shown: true },
  'event.cancelled': { says: 'An event was called off', shown: true },
  'event.read': { says: 'A member opened the page of an event', counts: 'consumption' },
  'event.invited': { says: 'Whoever holds an event sent invitations to it' },
  'event.answered': { says: 'A member said whether they come, or took their answer back' },
  'event.guest-asked': { says: 'A visitor asked to come as a guest' },
  'event.guest-answered': { says: 'A guest confirmed, or said otherwise' },
  'event.guest-erased': { says: 'A guest had their personal data erased' },
  'event.questions-asked': { says: 'Whoever holds an event said what is asked of those who come', shown: true },
  'event.answered-for': { says: 'Whoever holds an event answered for a member or a guest' },
  'event.place-offered': { says: 'A place that became free was offered to whoever waited longest' },
  'event.offer-ended': { says: 'Nobody took the place that was offered in time, and it was passed on' },
  'event.place-given': { says: 'Whoever holds an event gave a place by hand, with a reason' },
  'event.facilitator-named': { says: 'Somebody was named to facilitate an event' },
  'event.led': { says: 'A member led a part of an event', counts: 'contribution' },
  'event.attended': { says: 'A member was marked as having been there' },
  'event.attendance-corrected': { says: 'A mark of attendance was taken back' },
  'event.guest-attended': { says: 'A guest was marked as having been there' },
  'event.attendance-imported': { says: 'The attendance report of a video meeting was taken in' },
  'live.asked': { says: 'Somebody asked a question in the live room; without a name it is nobody' },
  'live.question-settled': { says: 'A question was answered, parked, hidden or opened again' },
  'live.noted': { says: 'A member wrote a note in the live room', counts: 'contribution' },
  'live.grouped': { says: 'Those in the live room were put into groups' },
  'live.protocol-begun': { says: 'A way of working with its own clock was begun in the live room' },
  'event.held': { says: 'An event was closed as held', shown: true },
  'live.room-opened': { says: 'The live room of an event was opened' },
  'live.joined': { says: 'Somebody came into a live room; by code nobody knows who', counts: 'consumption' },
  'live.started': { says: 'A meeting began' },
  'live.ended': { says: 'A meeting was ended' },
  'series.planned': { says: 'A series of events was planned', shown: true },
  'series.changed': { says: 'Several events of a series were changed together', shown: true },
  'series.ended': { says: 'The rest of a series was called off', shown: true },
  'series.renewed': { says: 'A series was renewed', shown: true },
  'event.sessions-planned': { says: 'A session that runs beside others was planned, changed or taken out' },
  'event.session-chosen': { says: 'A member chose where to go while several sessions run' },
  'call.opened': { says: 'A call for cases or showcases was opened' },
  'call.closed': { says: 'A call was closed before its last day' },
  'proposal.made': { says: 'A member proposed a case or a showcase', counts: 'contribution' },
  'proposal.placed': { says: 'A proposal was given a part of an agenda' },
  'proposal.kept': { says: 'A proposal was kept for a later event' },
  'proposal.declined': { says: 'A proposal was declined, with a reason' },
  'proposal.withdrawn': { says: 'A member took a proposal back' },
  'event.format-added': { says: 'An event format was added to the community’s own' },
  'event.format-changed': { says: 'An event format was changed; what it was is kept' },
  'event.format-retired': { says: 'An event format was retired' },
  'event.format-brought-back': { says: 'A retired event format was brought back' },
  'decision.made': { says: 'Something was decided at an event' },
  'decision.withdrawn': { says: 'A decision was withdrawn, with a reason' },
  'action.given': { says: 'Somebody took on an action at an event, or was given it' },
  'action.done': { says: 'An action was done' },
  'action.dropped': { says: 'An action was dropped, with a reason' },
  'action.reopened': { says: 'An action that had ended was opened again' },
  'material.added': { says: 'A link or a file was added to an event' },
  'review.kept': {
    says: 'Those who held an event looked back at it: what was intended, what happened, why, what next',
  },
  'certificate.issued': { says: 'Somebody who was there took a certificate' },
  'record.published': { says: 'The record of an event was published', shown: true },
  'pulse.opened': { says: 'The pulse of an event was asked' },
  'pulse.asked': { says: 'Those who were at an event and had not answered its pulse were written to' },
  'pulse.closed': { says: 'The pulse of an event was closed; only how many answered is known' },
  'loop-back.told': { says: 'Somebody told that they used something from an event', counts: 'contribution' },
  'loop-back.answered': { says: 'Somebody who was asked what came of an event told that they have not used it' },
  'loop-back.shown': { says: 'What somebody told was put beside the record with their consent, or taken from there' },
  'poll.opened': { says: 'A poll was asked' },
  'poll.voted': { says: 'A member answered a poll under their name', counts: 'contribution' },
  'poll.closed': { says: 'A poll was closed; of an anonymous one only how many answered is known' },
  'panel.named': { says: 'Whoever tends an event said who sits on its panel' },
  'panel.accepted': { says: 'A member said yes to a seat on a panel', counts: 'contribution' },
  'panel.declined': { says: 'A member said no to a seat on a panel' },
  'brief.written': { says: 'The pre-brief of an event was written or changed' },
  'brief.sent': { says: 'The pre-brief of an event went to its panel and its hub' },
  'brief.seen': { says: 'A member read the pre-brief of an event', counts: 'consumption' },
  'position.taken': {
    says: 'A member said under their name how far they agree with what is debated',
    counts: 'contribution',
  },
  'position.asked-again': {
    says: 'In the live room it was said that a debate is over, and positions were asked again',
  },
  'position.closed': {
    says: 'Positions before and after a debate were closed; without names nothing leads to a person',
  },
  'absence.asked': { says: 'A member asked to be excused from a meeting that they had promised to come to' },
  'absence.withdrawn': { says: 'A member took back what they asked to be excused from' },
  'absence.granted': { says: 'A member was excused from a meeting: it does not count towards their promise' },
  'absence.refused': { says: 'A member was not excused from a meeting' },
  'promise.rule-chosen': { says: 'It was said what a circle does when a promise is not kept' },
  'promise.warned': { says: 'A member was warned that their promise will soon be missed, or is' },
  'promise.step-proposed': { says: 'The rule of a circle proposed what happens after a promise that was missed' },
  'promise.step-done': { says: 'What the rule of a circle proposed about a missed promise was done' },
  'promise.let-be': { says: 'What the rule of a circle proposed about a missed promise was let be' },
  'channel.changed': { says: 'A channel of the discussion was added, changed, closed or opened again' },
  'topic.started': { says: 'A member began a topic in the discussion', counts: 'contribution' },
  'topic.raised': { says: 'A question that a meeting parked became a topic in the discussion' },
  'topic.read': { says: 'A member read a topic', counts: 'consumption' },
  'topic.answered': { says: 'Somebody said which post answered a question' },
  'topic.unanswered': { says: 'It was taken back that a post answered a question' },
  'topic.closed': { says: 'A topic was closed: it is read, and nobody writes in it' },
  'topic.reopened': { says: 'A topic that was closed was opened again' },
  'topic.retired': { says: 'A topic was taken out, with a reason' },
  'post.written': { says: 'A member answered in a topic', counts: 'contribution' },
  'post.changed': { says: 'A member changed a post of theirs; what it said before is kept' },
  'post.retired': { says: 'A post was taken out, with a reason' },
  'design.started': { says: 'A design was started' },
  'design.version-kept': { says: 'A version of a design was kept' },
  'design.decision-overridden': { says: 'A person changed a decision, with a reason' },
  'design.commented': { says: 'Somebody commented on a decision', counts: 'contribution' },
  'design.approved': { says: 'Somebody approved a version' },
  'design.shared': { says: 'A design was shared by link' },
  'stewardship.checklist-ticked': { says: 'An item of the launch checklist was done' },
} as const satisfies Record<string, Kind>

export type FactKind = keyof typeof kinds

/** Kinds that count as a contribution, and as consumption. */
export const contributions = kindsThat('contribution')
export const consumptions = kindsThat('consumption')

/** On this channel the slug of a community is told when something happened there that visitors see; nothing for all. */
export const shownChannel = 'shown'

/** Stands for the installation where a fact belongs to no community. */
export const noCommunity = '00000000-0000-0000-0000-000000000000'

/** A fact as it was recorded. */
export interface Fact {
  id: string
  kind: FactKind
  at: Temporal.Instant
  actorId: string | null
  memberId: string | null
  subjectId: string | null
  payload: Record<string, unknown>
}

/** A row of `fact` as it is handed along. */
export function factFrom(row: Omit<Selectable<DB['fact']>, 'community_id'>): Fact {
  return {
    id: row.id,
    kind: row.kind as FactKind,
    at: row.at,
    actorId: row.actor_id,
    memberId: row.member_id,
    subjectId: row.subject_id,
    payload: row.payload as Record<string, unknown>,
  }
}

export interface FactDetail {
  /** The member whom the fact is about, if it is not the actor's own membership; `null` for none. */
  member?: string | null
  /** Id of the row that the fact is about. */
  subject?: string
  payload?: Record<string, unknown>
  /** When it happened, where that is not now (an attendance is dated by its event). */
  at?: Temporal.Instant
}

/** Records that something happened, in the transaction of the verb, and wakes whoever reacts to it. Returns the fact's id. */
export async function record(ctx: Ctx, kind: FactKind, detail: FactDetail = {}): Promise<string> {
  const [id] = await recordAll(ctx, kind, [detail])
  return id!
}

/** The same for many at once: forty people who were there are one statement, not forty. */
export async function recordAll(ctx: Ctx, kind: FactKind, details: readonly FactDetail[]): Promise<string[]> {
  if (!ctx.db.isTransaction) throw new Error(`The fact "${kind}" was recorded outside a transaction`)
  if (details.length === 0) return []
  const rows = details.map((detail) => rowOf(ctx, kind, detail))
  await insert(ctx, rows, ctx.site.reacting.get(kind))
  if ((kinds[kind] as Kind).shown) await notify(ctx.db, shownChannel, ctx.community?.slug)
  return rows.map(({ id }) => id)
}

/** Notes that somebody opened a page. Nothing else is written then, and one statement is a transaction by itself. */
export async function recordReading(ctx: Ctx, kind: 'event.read' | 'topic.read', subject: string): Promise<void> {
  await ctx.db
    .insertInto('fact')
    .values(rowOf(ctx, kind, { subject }))
    .execute()
}

function rowOf(ctx: Ctx, kind: FactKind, detail: FactDetail) {
  return {
    community_id: ctx.community?.id ?? noCommunity,
    id: newId(ctx.now),
    at: detail.at ?? ctx.now,
    kind,
    actor_id: ctx.actor?.id ?? null,
    member_id: detail.member === undefined ? (ctx.member?.id ?? null) : detail.member,
    subject_id: detail.subject ?? null,
    payload: JSON.stringify(detail.payload ?? {}),
  }
}

/** The rows, and what is to be done because of each, in one statement. */
async function insert(ctx: Ctx, rows: Insertable<DB['fact']>[], reactions: readonly string[] = []): Promise<void> {
  if (reactions.length === 0) return send(ctx.db, ctx.db.insertInto('fact').values(rows))
  const due = ctx.db
    .with('recorded', (db) => db.insertInto('fact').values(rows).returning(['id', 'community_id']))
    .insertInto('reaction_due')
    .columns(['fact_id', 'community_id', 'name'])
    .expression((eb) =>
      eb
        .selectFrom(['recorded', sql<{ name: string }>`unnest(${reactions}::text[])`.as<'due'>(sql`due(name)`)])
        .select(['recorded.id', 'recorded.community_id', 'due.name']),
    )
  await send(ctx.db, due)
  ctx.site.stir?.()
}

function kindsThat(counts: Kind['counts']): FactKind[] {
  return (Object.entries(kinds) as [FactKind, Kind][])
    .filter(([, kind]) => kind.counts === counts)
    .map(([name]) => name)
}
