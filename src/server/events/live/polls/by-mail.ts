/** A poll for those who could not come: a letter with a link of their own, and the page behind it. */
import { sql } from 'kysely'
import { z } from 'zod'
import { words, type Words } from '#i18n/index.ts'
import { takesPart } from '../../../communities/index.ts'
import { communityOf, memberOf, transaction, type Ctx } from '../../../ctx.ts'
import { NotFound } from '../../../errors.ts'
import type { Fact } from '../../../facts.ts'
import { writeMail, type Letter } from '../../../foundations/mail/index.ts'
import { idOfToken, tokenOf } from '../../../foundations/token.ts'
import { readInput } from '../../../verb.ts'
import { asMember } from '../../as-member.ts'
import { stopUrl } from '../../mail-choice.ts'
import { answerInput } from './kinds.ts'
import { isOver, pollFor, pollsOf, type PollRow } from './poll.ts'
import { shown } from './show.ts'
import { castVote } from './vote.ts'

interface Missed {
  member: string
  person: string
  email: string
  locale: string
}

/** Writes to everybody who had answered the event and was not there, when a poll is asked for some days. */
export async function mailPoll(ctx: Ctx, fact: Fact): Promise<void> {
  const { poll: id, days } = fact.payload as { poll: string; days: number | null }
  const event = await ctx.db
    .selectFrom('event')
    .select(['id', 'title'])
    .where((eb) => eb.and({ community_id: communityOf(ctx).id, id: fact.subjectId! }))
    .executeTakeFirst()
  if (!days || !event) return
  const poll = await pollFor(ctx, event.id, id)
  if (poll.state !== 'open' || isOver(ctx, poll)) return
  const { rows } = await sql<Missed>`
    select m.id as member, p.id as person, p.email, p.locale
      from rsvp r
      join member m on m.community_id = r.community_id and m.id = r.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where r.community_id = ${communityOf(ctx).id} and r.event_id = ${event.id}
       and not exists (select from live_participant l
             where l.community_id = r.community_id and l.event_id = r.event_id and l.member_id = r.member_id)
       and not exists (select from attendance a
             where a.community_id = r.community_id and a.event_id = r.event_id and a.member_id = r.member_id)
       and not exists (select from mail_stop s
             where s.community_id = r.community_id and s.member_id = r.member_id and s.kind = 'reminders')
     order by m.id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const { member, person, email, locale } of rows)
      await writeMail(
        ctx,
        { email, locale, personId: person },
        letterOf(ctx, { poll, title: event.title, days, member }, words(locale)),
        { kind: 'event-poll', once: `poll:${poll.id}:${member}` },
      )
  })
}

/** The polls of an event that are still asked of those who could not come, each with a member's own link. */
export async function openPollLinks(
  ctx: Ctx,
  event: string,
): Promise<(member: string) => { question: string; url: string }[]> {
  const open = (await pollsOf(ctx, event)).filter(
    (poll) => poll.state === 'open' && poll.closes_at !== null && !isOver(ctx, poll),
  )
  return (member) => open.map((poll) => ({ question: poll.question, url: linkOf(ctx, poll.id, member) }))
}

/** What the page behind the link shows. Throws NotFound `live.poll` for a link that is not in force. */
export async function pollPage(ctx: Ctx, poll: string, token: string) {
  const asked = await askedBy(ctx, poll, token)
  return {
    poll: shown(asked.poll, null),
    open: asked.poll.state === 'open' && !isOver(ctx, asked.poll),
    title: asked.title,
    community: communityOf(asked.reader).name,
    zone: asked.reader.zone,
  }
}

/** Answers as the member whom the link was sent to: the same one vote as in the room. Throws as `pollPage` and `vote` do. */
export async function voteByMail(ctx: Ctx, poll: string, token: string, raw: unknown): Promise<void> {
  const said = readInput(z.object(answerInput), raw)
  const { reader, poll: asked } = await askedBy(ctx, poll, token)
  await transaction(reader, (ctx) =>
    castVote(ctx, asked.event_id, { id: null, member_id: memberOf(ctx).id }, asked.id, said),
  )
}

const purpose = (poll: string) => `poll ${poll}`
const linkOf = (ctx: Ctx, poll: string, member: string) =>
  `${ctx.site.url}/in/poll/${poll}/${tokenOf(ctx.site.secret, purpose(poll), member)}`

async function askedBy(ctx: Ctx, id: string, token: string): Promise<{ reader: Ctx; poll: PollRow; title: string }> {
  const member = idOfToken(ctx.site.secret, purpose(id), token)
  const reader = member && (await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail'))
  if (!reader) throw new NotFound('live.poll')
  const event = await reader.db
    .selectFrom('poll as p')
    .innerJoin('event as e', (join) =>
      join.onRef('e.community_id', '=', 'p.community_id').onRef('e.id', '=', 'p.event_id'),
    )
    .select(['e.id', 'e.title'])
    .where('p.community_id', '=', communityOf(reader).id)
    .where('p.id', '=', id)
    .executeTakeFirst()
  if (!event) throw new NotFound('live.poll')
  return { reader, poll: await pollFor(reader, event.id, id), title: event.title }
}

function letterOf(
  ctx: Ctx,
  { poll, title, days, member }: { poll: PollRow; title: string; days: number; member: string },
  w: Words,
): Letter {
  const url = linkOf(ctx, poll.id, member)
  return {
    subject: w('live.mail.subject', { question: poll.question }),
    blocks: [
      { kind: 'text', text: w('live.mail.text', { title, days }) },
      { kind: 'text', text: poll.question },
      ...(poll.options.length > 0 ? [{ kind: 'list' as const, items: poll.options.map(({ label }) => label) }] : []),
      { kind: 'link', label: w('live.mail.link'), url },
      {
        kind: 'text',
        text: w(poll.is_anonymous ? 'live.poll.promise.anonymous' : 'live.poll.promise.named'),
      },
    ],
    why: w('live.mail.why', { title, community: communityOf(ctx).name }),
    stopUrl: stopUrl(ctx, 'reminders', member),
  }
}
