/** Invitations to a circle: by one address or by a list, with a link that ends. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf, personOf, type Ctx } from '../ctx.ts'
import { Conflict, NotFound } from '../errors.ts'
import { record } from '../facts.ts'
import { email, id, line, lines, optional, slug } from '../foundations/input.ts'
import { hashOf, newId, newSecret } from '../foundations/id.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { allow } from '../permissions/index.ts'
import { steward } from '../permissions/communities.ts'
import { query, verb } from '../verb.ts'
import { admit } from './admit.ts'
import { circleFor, circlesOf, type Circle } from './circles.ts'
import { readGuestList } from './guest-list.ts'

/** Days that an invitation stays good. */
export const invitationDays = 21

export const invite = verb(
  'communities.invite',
  {
    input: z.object({ email, name: optional(line()), circle: slug }),
    does: 'Invites one person to a circle by a mail with a link that ends after three weeks.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const circle = await circleFor(ctx, input.circle)
    await oneAtATime(ctx)
    return inviteOne(ctx, circle, input.email, input.name)
  },
)

export const inviteMany = verb(
  'communities.invite-many',
  {
    input: z.object({ list: lines(200_000), circle: slug }),
    does: 'Invites everybody on a list (CSV: email, name, circle). Lines that cannot be used are left out, as the preview says.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const circles = await circlesOf(ctx)
    await oneAtATime(ctx)
    const list = await readGuestList(ctx, input.list, await circleFor(ctx, input.circle), circles)
    for (const guest of list.filter((guest) => guest.outcome === 'invite')) {
      await inviteOne(
        ctx,
        circles.find((circle) => circle.key === guest.circle)!,
        guest.email,
        guest.name,
      )
    }
    return { invited: list.filter((guest) => guest.outcome === 'invite').length, list }
  },
)

export const previewInvitations = query(
  'communities.preview-invitations',
  {
    input: z.object({ list: lines(200_000), circle: slug }),
    does: 'Reads a list of people to invite and says what would happen with each line. Changes nothing.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    return { list: await readGuestList(ctx, input.list, await circleFor(ctx, input.circle), await circlesOf(ctx)) }
  },
)

export const revokeInvitation = verb(
  'communities.revoke-invitation',
  { input: z.object({ invitation: id }), does: 'Takes an invitation back: its link ends at once.', who: steward.says },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const gone = await ctx.db
      .updateTable('invitation')
      .set({ revoked_at: ctx.now })
      .where('community_id', '=', communityOf(ctx).id)
      .where('id', '=', input.invitation)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new NotFound('communities.invitation')
    await record(ctx, 'member.invitation-revoked', { member: null, subject: gone.id })
    return { revoked: true }
  },
)

export const invitations = query(
  'communities.invitations',
  { input: z.object({}), does: 'The invitations that are open or ended unanswered, newest first.', who: steward.says },
  async (ctx) => {
    allow(ctx, steward, undefined)
    const rows = await ctx.db
      .selectFrom('invitation as i')
      .innerJoin('circle as c', (join) =>
        join.onRef('c.community_id', '=', 'i.community_id').onRef('c.id', '=', 'i.circle_id'),
      )
      .select(['i.id', 'i.email', 'i.name', 'c.name as circle', 'i.created_at', 'i.expires_at'])
      .where('i.community_id', '=', communityOf(ctx).id)
      .where('i.accepted_at', 'is', null)
      .where('i.revoked_at', 'is', null)
      .orderBy('i.id', 'desc')
      .limit(500)
      .execute()
    return rows.map((row) => ({
      ...row,
      created_at: row.created_at.toString(),
      expires_at: row.expires_at.toString(),
      ended: Temporal.Instant.compare(row.expires_at, ctx.now) <= 0,
    }))
  },
)

export const invitationPage = query(
  'communities.invitation',
  {
    input: z.object({ token: z.string().min(20).max(100) }),
    does: 'What an invitation is for, seen by whoever holds its link.',
    who: 'Whoever holds the link.',
    api: false,
  },
  async (ctx, input) => {
    const { row, circle } = await openInvitation(ctx, input.token)
    return { email: row.email, name: row.name, circle, expiresAt: row.expires_at.toString() }
  },
)

export const acceptInvitation = verb(
  'communities.accept-invitation',
  {
    input: z.object({ token: z.string().min(20).max(100) }),
    does: 'Takes the place that an invitation offers.',
    who: 'Whoever holds the link, signed in.',
    api: false,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    const { row, circle } = await openInvitation(ctx, input.token)
    const mine = await ctx.db
      .updateTable('invitation')
      .set({ accepted_at: ctx.now, accepted_by: person.id })
      .where('community_id', '=', row.community_id)
      .where('id', '=', row.id)
      .where('accepted_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!mine) throw new Conflict('communities.invitation-used')
    return { member: await admit(ctx, person.id, circle) }
  },
)

async function openInvitation(ctx: Ctx, token: string) {
  const row = await ctx.db
    .selectFrom('invitation')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('community_id', '=', communityOf(ctx).id)
    .executeTakeFirst()
  if (!row || row.revoked_at) throw new NotFound('communities.invitation')
  if (row.accepted_at) throw new Conflict('communities.invitation-used')
  if (Temporal.Instant.compare(row.expires_at, ctx.now) <= 0) throw new Conflict('communities.invitation-ended')
  const circle = (await circlesOf(ctx)).find((each) => each.id === row.circle_id)!
  return { row, circle }
}

/** Invites anew: an open invitation to the same circle is replaced, so that one link is good at a time. */
/** Of two who invite the same address at once the second finds the first invitation, and takes its place. */
async function oneAtATime(ctx: Ctx): Promise<void> {
  await ctx.db.selectFrom('community').select('id').where('id', '=', communityOf(ctx).id).forNoKeyUpdate().execute()
}

async function inviteOne(ctx: Ctx, circle: Circle, address: string, name: string | undefined) {
  const community = communityOf(ctx)
  const secret = newSecret()
  await ctx.db
    .updateTable('invitation')
    .set({ revoked_at: ctx.now })
    .where('community_id', '=', community.id)
    .where('circle_id', '=', circle.id)
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', address))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute()
  const made = newId(ctx.now)
  await ctx.db
    .insertInto('invitation')
    .values({
      community_id: community.id,
      id: made,
      email: address,
      name: name ?? null,
      circle_id: circle.id,
      token_hash: hashOf(secret),
      invited_by: personOf(ctx).id,
      created_at: ctx.now,
      expires_at: ctx.now.add({ hours: invitationDays * 24 }),
    })
    .execute()
  await record(ctx, 'member.invited', { member: null, subject: made })
  await writeInvitation(ctx, circle, address, name, `${ctx.site.url}/${community.slug}/invitation/${secret}`)
  return { invitation: made }
}

async function writeInvitation(
  ctx: Ctx,
  circle: Circle,
  address: string,
  name: string | undefined,
  url: string,
): Promise<void> {
  const community = communityOf(ctx)
  const w = words(community.locale)
  const params = {
    community: community.name,
    circle: circle.name,
    inviter: personOf(ctx).name,
    days: invitationDays,
    name: name ?? '',
  }
  const promise = circle.commitment_times
    ? [
        {
          kind: 'text' as const,
          text: w('communities.letters.invitation.promise', {
            times: circle.commitment_times,
            of: circle.commitment_of,
          }),
        },
      ]
    : []
  await writeMail(
    ctx,
    { email: address, locale: community.locale },
    {
      subject: w('communities.letters.invitation.subject', params),
      blocks: [
        { kind: 'text', text: w(name ? 'communities.letters.dear' : 'communities.letters.hello', params) },
        { kind: 'text', text: w('communities.letters.invitation.body', params) },
        ...((community.mission ?? community.purpose)
          ? [{ kind: 'text' as const, text: (community.mission ?? community.purpose)! }]
          : []),
        ...promise,
        { kind: 'link', label: w('communities.letters.invitation.link', params), url },
        { kind: 'text', text: w('communities.letters.invitation.ends', params) },
      ],
      why: w('communities.letters.invitation.why', params),
    },
    { kind: 'invitation', asked: true },
  )
}
