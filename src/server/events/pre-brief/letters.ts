/** Mail about pre-briefs: here it is, you have not seen it yet, and nobody has written it yet. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { stewardsOf, takesPart } from '../../communities/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import { stopUrl } from '../mail-choice.ts'
import { momentInWords } from '../moment.ts'
import { sits } from '../panel/index.ts'
import { isQuiet, type Brief } from '../brief.ts'
import { daysOf, daysUntil } from '../brief-days.ts'
import { briefLink } from './link.ts'

/** Whoever has not seen it is reminded so many days before the event; where it went later than that, not at all. */
const remindedDays = 2
/** And whoever tends the event is told so many days before it should go that nobody has written it. */
const unwrittenDays = 3

interface Told extends Pick<Brief, 'text' | 'questions' | 'is_quiet' | 'edition'> {
  statements: string[]
  event_id: string
  title: string
  confidence: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  event_zone: string
  member_id: string
  person_id: string
  email: string
  locale: string
  zone: string
}

/** The reaction to `brief.sent`: those who got the edition in force, once each. */
export async function mailPreBrief(ctx: Ctx, fact: Fact): Promise<void> {
  const rows = await toldOf(ctx, sql`e.id = ${fact.subjectId}::uuid`)
  await transaction(ctx, async (ctx) => {
    for (const told of rows) {
      const w = words(told.locale)
      await writeMail(ctx, addressee(told), letterOf(ctx, told, w), {
        kind: 'pre-brief',
        once: `pre-brief:${told.event_id}:${told.edition}:${told.member_id}`,
        until: told.starts_at,
      })
    }
  })
}

/** Reminds in one mail whoever has not seen what is two days ahead: a job of each day. Returns how many were written to. */
export async function remindOfPreBriefs(ctx: Ctx): Promise<number> {
  const rows = (
    await toldOf(
      ctx,
      sql`r.seen_edition is distinct from b.edition and r.reminded_at is null and r.sent_at < ${ctx.now.subtract({ hours: 20 })}`,
    )
  ).filter(({ starts_at, event_zone }) => daysUntil(ctx.now, starts_at, event_zone) <= remindedDays)
  const people = Map.groupBy(rows, ({ member_id }) => member_id)
  for (const [member, due] of people) {
    await transaction(ctx, async (ctx) => {
      const { numAffectedRows } = await sql`update pre_brief_reader set reminded_at = ${ctx.now}
        where community_id = ${communityOf(ctx).id} and member_id = ${member} and reminded_at is null
          and event_id = any(${due.map(({ event_id }) => event_id)}::uuid[])`.execute(ctx.db)
      if (numAffectedRows !== BigInt(due.length)) return
      const first = due[0]!
      const w = words(first.locale)
      const letter: Letter = {
        subject: w('brief.mail.reminderSubject', { title: first.title, n: due.length }),
        blocks: due.flatMap((told) => [
          { kind: 'text', text: w('brief.mail.reminder', { title: told.title, when: whenOf(told, w) }) },
          linkTo(ctx, told, w),
        ]),
        why: whyOf(ctx, w),
        stopUrl: stopUrl(ctx, 'briefs', member),
      }
      await writeMail(ctx, addressee(first), letter, { kind: 'pre-brief-reminder', until: due.at(-1)!.starts_at })
    })
  }
  return people.size
}

/** Tells whoever holds an event, else the stewards, that its pre-brief should go soon and is not written. Once an event. */
export async function tellUnwritten(ctx: Ctx): Promise<void> {
  const { rows } = await sql<Unwritten>`
    select e.id, e.title, e.starts_at, e.ends_at, e.zone, f.key, f.data, p.id as person_id, p.email, p.locale, p.zone as their_zone
      from event e
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
      left join member m on m.community_id = e.community_id and m.id = e.facilitator_id and m.state = any(${takesPart})
      left join person p on p.id = m.person_id and p.erased_at is null
     where e.community_id = ${communityOf(ctx).id} and e.state = 'planned' and e.starts_at > ${ctx.now}
       and e.starts_at < ${ctx.now.add({ hours: 24 * 65 })}
       and not exists (select from pre_brief b where b.community_id = e.community_id and b.event_id = e.id)
     order by e.starts_at, e.id`.execute(ctx.db)
  const due = rows.filter((event) => {
    const days = daysOf(event)
    return days !== null && daysUntil(ctx.now, event.starts_at, event.zone) <= days + unwrittenDays
  })
  if (due.length === 0) return
  const stewards = await stewardsOf(ctx)
  await transaction(ctx, async (ctx) => {
    for (const event of due) {
      const { person_id, email, locale } = event
      const to = person_id ? [{ id: person_id, email: email!, locale: locale! }] : stewards
      for (const each of to) await mailUnwritten(ctx, event, each)
    }
  })
}

interface Unwritten {
  id: string
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  key: string
  data: unknown
  person_id: string | null
  email: string | null
  locale: string | null
}

async function mailUnwritten(
  ctx: Ctx,
  event: Unwritten,
  to: { id: string; email: string; locale: string },
): Promise<void> {
  const w = words(to.locale)
  const date = momentInWords(event.starts_at, event.ends_at, event.zone, event.zone, w)
  const letter: Letter = {
    subject: w('brief.mail.unwrittenSubject', { title: event.title }),
    blocks: [
      { kind: 'text', text: w('brief.mail.unwritten', { title: event.title, when: date, days: daysOf(event)! }) },
      {
        kind: 'link',
        label: w('brief.write'),
        url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}/brief/edit`,
      },
    ],
    why: w('brief.mail.whyTends', { community: communityOf(ctx).name }),
  }
  await writeMail(ctx, { email: to.email, locale: to.locale, personId: to.id }, letter, {
    kind: 'pre-brief-unwritten',
    once: `pre-brief-unwritten:${event.id}:${to.id}`,
    until: event.starts_at,
  })
}

/** Who has an edition in force of an event that is ahead, and takes such mail. */
async function toldOf(ctx: Ctx, which: ReturnType<typeof sql>): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select e.id as event_id, e.title, e.confidence, e.starts_at, e.ends_at, e.zone as event_zone,
           b.text, b.questions, b.is_quiet, b.edition,
           (select coalesce(json_agg(s.text order by s.position), '[]') from statement s
             where s.community_id = b.community_id and s.event_id = b.event_id) as statements, m.id as member_id, p.id as person_id, p.email, p.locale, p.zone
      from pre_brief_reader r
      join pre_brief b on b.community_id = r.community_id and b.event_id = r.event_id and b.edition = r.edition
      join event e on e.community_id = b.community_id and e.id = b.event_id and e.state = 'planned' and e.starts_at > ${ctx.now}
      join member m on m.community_id = r.community_id and m.id = r.member_id and m.state = any(${takesPart}) and m.state <> 'paused'
      join person p on p.id = m.person_id and p.erased_at is null
     where r.community_id = ${communityOf(ctx).id} and ${which}
       and (${sits(sql`m.community_id`, sql`e.id`, sql`m.id`)}
            or exists (select from circle_place bp
              where bp.community_id = m.community_id and bp.circle_id = b.circle_id and bp.member_id = m.id))
       and not exists (select from mail_stop s
             where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'briefs')
     order by m.id, e.starts_at, e.id`.execute(ctx.db)
  return rows
}

function letterOf(ctx: Ctx, told: Told, w: Words): Letter {
  const { title, edition } = told
  const when = whenOf(told, w)
  const quiet = isQuiet(told, told)
  return {
    subject: w(edition > 1 ? 'brief.mail.changedSubject' : 'brief.mail.subject', { title }),
    blocks: [
      { kind: 'text', text: w(edition > 1 ? 'brief.mail.changed' : 'brief.mail.intro', { title, when }) },
      ...(quiet ? [] : said(told, w)),
      linkTo(ctx, told, w),
    ],
    why: whyOf(ctx, w),
    stopUrl: stopUrl(ctx, 'briefs', told.member_id),
  }
}

function said({ text, questions, statements }: Told, w: Words): LetterBlock[] {
  return [
    { kind: 'text', text },
    ...(questions.length > 0
      ? [
          { kind: 'text' as const, text: w('brief.questions') },
          { kind: 'list' as const, items: questions },
        ]
      : []),
    ...(statements.length > 0
      ? [
          { kind: 'text' as const, text: w('positions.mail.asks') },
          { kind: 'list' as const, items: statements },
        ]
      : []),
  ]
}

const addressee = ({ email, locale, person_id }: Told) => ({ email, locale, personId: person_id })
const whenOf = ({ starts_at, ends_at, zone, event_zone }: Told, w: Words) =>
  momentInWords(starts_at, ends_at, zone, event_zone, w)
const whyOf = (ctx: Ctx, w: Words) => w('brief.mail.why', { community: communityOf(ctx).name })
const linkTo = (ctx: Ctx, { event_id, member_id }: Told, w: Words): LetterBlock => ({
  kind: 'link',
  label: w('brief.mail.link'),
  url: briefLink(ctx, event_id, member_id),
})
