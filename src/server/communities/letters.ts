/** Mails about coming in: reactions, each safe to repeat. */
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import type { Fact } from '../facts.ts'
import { writeMail } from '../foundations/mail/index.ts'
import { stewardRoles } from '../permissions/index.ts'

/** Tells the stewards that somebody waits for an answer. */
export async function mailStewardsOfRequest(ctx: Ctx, fact: Fact): Promise<void> {
  const request = await requestOf(ctx, fact.subjectId)
  if (!request) return
  const community = communityOf(ctx)
  for (const to of await stewardsOf(ctx)) {
    const w = words(to.locale)
    const params = { person: request.name, circle: request.circle, community: community.name }
    await writeMail(
      ctx,
      { email: to.email, locale: to.locale, personId: to.id },
      {
        subject: w('communities.letters.asked.subject', params),
        blocks: [
          { kind: 'text', text: w('communities.letters.asked.body', params) },
          ...(request.message ? [{ kind: 'text' as const, text: request.message }] : []),
          {
            kind: 'link',
            label: w('communities.letters.asked.link'),
            url: `${ctx.site.url}/${community.slug}/stewardship/people`,
          },
        ],
        why: w('communities.letters.asked.why'),
      },
      { kind: 'request', once: `request:${request.id}:${to.id}` },
    )
  }
}

/** Tells the person what became of their request. */
export async function mailDecision(ctx: Ctx, fact: Fact): Promise<void> {
  const request = await requestOf(ctx, fact.subjectId)
  if (!request || request.state === 'asked') return
  const community = communityOf(ctx)
  const w = words(request.locale)
  const params = { circle: request.circle, community: community.name }
  const accepted = request.state === 'accepted'
  const reason = request.reason
    ? [{ kind: 'text' as const, text: w('communities.letters.declined.reason', { reason: request.reason }) }]
    : []
  await writeMail(
    ctx,
    { email: request.email, locale: request.locale, personId: request.person },
    {
      subject: w(accepted ? 'communities.letters.accepted.subject' : 'communities.letters.declined.subject', params),
      blocks: [
        {
          kind: 'text',
          text: w(accepted ? 'communities.letters.accepted.body' : 'communities.letters.declined.body', params),
        },
        ...(accepted
          ? [
              {
                kind: 'link' as const,
                label: w('communities.letters.accepted.link'),
                url: `${ctx.site.url}/${community.slug}/home`,
              },
            ]
          : reason),
      ],
      why: w(accepted ? 'communities.letters.accepted.why' : 'communities.letters.declined.why'),
    },
    // Somebody waits for this answer.
    { kind: 'decision', asked: true, once: `decision:${request.id}` },
  )
}

async function requestOf(ctx: Ctx, id: string | null) {
  if (!id) return undefined
  return ctx.db
    .selectFrom('join_request as r')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .innerJoin('circle as c', (join) =>
      join.onRef('c.community_id', '=', 'r.community_id').onRef('c.id', '=', 'r.circle_id'),
    )
    .select([
      'r.id',
      'r.state',
      'r.reason',
      'r.message',
      'p.id as person',
      'p.name',
      'p.email',
      'p.locale',
      'c.name as circle',
    ])
    .where('r.community_id', '=', communityOf(ctx).id)
    .where('r.id', '=', id)
    .executeTakeFirst()
}

/** Whoever stewards the community, with what a letter to them needs. */
export async function stewardsOf(ctx: Ctx): Promise<{ id: string; email: string; locale: string }[]> {
  return ctx.db
    .selectFrom('role_term as r')
    .innerJoin('member as m', (join) =>
      join
        .onRef('m.community_id', '=', 'r.community_id')
        .on((eb) => eb.or([eb('m.id', '=', eb.ref('r.holder_id')), eb('m.id', '=', eb.ref('r.deputy_id'))])),
    )
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.email', 'p.locale'])
    .distinct()
    .where('r.community_id', '=', communityOf(ctx).id)
    .where('r.role', 'in', [...stewardRoles])
    .execute()
}
