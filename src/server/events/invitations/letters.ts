/** The letters of an event's life: it is on, you come, it has changed, it is called off. */
import { sql } from 'kysely'
import type { Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import type { Letter } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { stopUrl } from '../mail-choice.ts'
import { momentInWords } from '../moment.ts'
import { hasWayIn, howToAnswer, linkLine, pageOf, whenLine, whereLine, whyLine, type Before } from './lines.ts'
import { mailAbout } from './message.ts'
import { guestsOf, recipientsOf, type Recipient } from './recipients.ts'

/** The reaction to `event.invited`: each who was asked then and has not answered meanwhile gets the invitation, once. */
export async function mailInvitations(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await eventOf(ctx, fact)
  if (!event || !isAhead(ctx, event)) return
  const asked = await recipientsOf(ctx, event, sql`i.invited_at = ${fact.at} and r.answer is null`)
  await mailAbout(ctx, event, asked, {
    kind: 'event-invitation',
    once: `event-invitation:${event.id}`,
    write: (recipient, w) => letterOfInvitation(ctx, event, recipient, w),
  })
}

/**
 * The reaction to `event.answered` and `event.guest-answered`: whoever says yes for the first time gets the event with the
 * way in, for their calendar.
 */
export async function mailConfirmation(ctx: Ctx, fact: Fact): Promise<void> {
  const { answer, guest } = fact.payload as { answer?: string; guest?: string }
  if (answer !== 'yes') return
  const event = await eventOf(ctx, fact)
  if (!event || !isAhead(ctx, event)) return
  const coming = guest
    ? await guestsOf(ctx, event, sql`g.id = ${guest}::uuid and g.answer = 'yes'`)
    : await recipientsOf(ctx, event, sql`m.id = ${fact.memberId}::uuid and r.answer = 'yes'`)
  await mailAbout(ctx, event, coming, {
    kind: 'event-confirmation',
    once: `event-confirmation:${event.id}`,
    write: (recipient, w) => letterOfConfirmation(ctx, event, recipient, w),
  })
}

/** Columns of an event of whose change people have to be told. */
export const telling = [
  'title',
  'wall_start',
  'zone',
  'minutes',
  'days',
  'day_hours',
  'place',
  'place_link',
  'place_text',
  'place_dial',
]

interface Told {
  changed?: string[]
  changes?: string[]
  before?: Before
  together?: boolean
}

/** The reaction to `event.changed`: tells those who come or were asked, where the change is one that matters to them. */
export async function mailChange(ctx: Ctx, fact: Fact): Promise<void> {
  // A person's change also says how it was; one by a new version of the design only names what it changed.
  const { changed, changes, before, together } = fact.payload as Told
  // Of a series that changed people get one letter, not twelve.
  if (together) return
  if (!(changed ?? changes ?? []).some((column) => telling.includes(column))) return
  const event = await eventOf(ctx, fact)
  // Called off meanwhile, or told again by a later change: one mail is enough.
  if (!event || event.state !== 'planned' || (await isToldAgain(ctx, event, fact))) return
  await mailAbout(ctx, event, await concernedBy(ctx, event, fact), {
    kind: 'event-changed',
    once: `event-changed:${fact.id}`,
    write: (recipient, w) => letterOfChange(ctx, event, before, recipient, w),
  })
}

/** The reaction to `event.cancelled`. */
export async function mailCancellation(ctx: Ctx, fact: Fact): Promise<void> {
  if ((fact.payload as Told).together) return
  const event = await eventOf(ctx, fact)
  if (!event || event.state !== 'cancelled') return
  await mailAbout(ctx, event, await concernedBy(ctx, event, fact), {
    kind: 'event-cancelled',
    once: `event-cancelled:${event.id}`,
    write: (recipient, w) => letterOfCancellation(ctx, event, recipient, w),
  })
}

async function eventOf(ctx: Ctx, fact: Fact): Promise<EventRow | undefined> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', fact.subjectId!)
    .executeTakeFirst()
}

/** Planned, and not begun. */
export function isAhead(ctx: Ctx, event: Pick<EventRow, 'state' | 'starts_at'>): boolean {
  return event.state === 'planned' && Temporal.Instant.compare(event.starts_at, ctx.now) > 0
}

async function isToldAgain(ctx: Ctx, event: EventRow, fact: Fact): Promise<boolean> {
  const { rows } = await sql`select from fact
     where community_id = ${event.community_id} and subject_id = ${event.id} and kind = 'event.changed' and id > ${fact.id}
       and coalesce(payload->'changed', payload->'changes') ?| ${telling}::text[] limit 1`.execute(ctx.db)
  return rows.length > 0
}

/**
 * Everybody who has not declined and either answered or was asked. Whoever made the change knows of it; but a calendar
 * program that holds their request does not.
 */
export async function concernedBy(ctx: Ctx, event: EventRow, fact: Fact): Promise<Recipient[]> {
  const members = await recipientsOf(
    ctx,
    event,
    sql`coalesce(r.answer <> 'no', i.invited_at is not null)
        and (p.id is distinct from ${fact.actorId}::uuid or i.id is not null)`,
  )
  return [...members, ...(await guestsOf(ctx, event, sql`g.answer <> 'no'`))]
}

export function letterOfInvitation(
  ctx: Ctx,
  event: EventRow,
  to: Pick<Recipient, 'member_id' | 'guest_id' | 'zone'>,
  w: Words,
): Letter {
  return {
    subject: w('invitations.mail.subject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('invitations.mail.invited', { community: communityOf(ctx).name, title: event.title }) },
      { kind: 'list', items: [whenLine(event, to.zone, w), whereLine(event, false, w)] },
      ...(event.summary ? [{ kind: 'text' as const, text: event.summary }] : []),
      pageOf(ctx, event, to, w('invitations.mail.page')),
      ...howToAnswer(ctx, w),
    ],
    why: whyLine(ctx, null, w),
    stopUrl: stopUrl(ctx, 'invitations', to.member_id!),
  }
}

function letterOfConfirmation(ctx: Ctx, event: EventRow, to: Recipient, w: Words): Letter {
  return {
    subject: w('invitations.mail.confirmedSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('invitations.mail.confirmed', { title: event.title }) },
      { kind: 'list', items: [whenLine(event, to.zone, w), whereLine(event, true, w), ...linkLine(event, true, w)] },
      pageOf(ctx, event, to, w('events.mail.page')),
    ],
    why: whyLine(ctx, to.answer, w),
  }
}

function letterOfChange(ctx: Ctx, event: EventRow, before: Before | undefined, to: Recipient, w: Words): Letter {
  const wayIn = hasWayIn(to.answer)
  const items = [
    ...(before && before.title !== event.title ? [w('events.mail.titleWas', { title: before.title })] : []),
    whenLine(event, to.zone, w, before),
    whereLine(event, wayIn, w, before),
    ...linkLine(event, wayIn, w),
  ]
  return {
    subject: w('events.mail.changedSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('events.mail.changed', { title: event.title }) },
      { kind: 'list', items },
      pageOf(ctx, event, to, w(to.answer ? 'events.mail.page' : 'invitations.mail.page')),
    ],
    why: whyLine(ctx, to.answer, w),
  }
}

function letterOfCancellation(ctx: Ctx, event: EventRow, to: Recipient, w: Words): Letter {
  const when = momentInWords(event.starts_at, event.ends_at, to.zone, event.zone, w)
  return {
    subject: w('events.mail.cancelledSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('events.mail.cancelled', { title: event.title, when }) },
      ...(event.cancel_reason
        ? [{ kind: 'text' as const, text: w('events.mail.reason', { reason: event.cancel_reason }) }]
        : []),
      pageOf(ctx, event, to, w('invitations.mail.pageOnly')),
    ],
    why: whyLine(ctx, to.answer, w),
  }
}
