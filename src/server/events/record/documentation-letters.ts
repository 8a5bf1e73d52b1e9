/** Reminding whoever facilitates of what an event still has to leave: one mail per person, on the day on which something falls due. */
import { date } from '#i18n/format/dates.ts'
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { writeMail, type LetterBlock } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { today } from './actions.ts'
import { checklistOf } from './documentation.ts'

type Ended = EventRow & { person_id: string; email: string; locale: string }

/** Days after an event for which its checklist is still reminded of. */
const lately = 30

/**
 * Reminds facilitators (the coordinator where nobody facilitates) of items that fall due within a day; what is late is named
 * beside them. To be done once a day. Returns how many letters were written.
 */
export async function remindOfDocumentation(ctx: Ctx): Promise<number> {
  const { rows } = await sql<Ended>`
    select e.*, p.id as person_id, p.email, p.locale
      from event e
      join lateral (
        select m.person_id from member m
         where m.community_id = e.community_id and m.state = any(${takesPart})
           and m.id = coalesce(e.facilitator_id, (select r.holder_id from role_term r
             where r.community_id = e.community_id and r.role in ('coordinator', 'trio') and r.holder_id is not null
               and ${ctx.now.toString()}::timestamptz::date between r.starts_on and r.ends_on order by r.starts_on desc limit 1))) as who on true
      join person p on p.id = who.person_id and p.erased_at is null
     where e.community_id = ${communityOf(ctx).id} and e.state <> 'cancelled'
       and e.ends_at between ${ctx.now.subtract({ hours: lately * 24 })} and ${ctx.now}
     order by p.id, e.ends_at`.execute(ctx.db)
  let written = 0
  for (const [, events] of Map.groupBy(rows, ({ person_id }) => person_id))
    written += (await remind(ctx, events)) ? 1 : 0
  return written
}

async function remind(ctx: Ctx, events: Ended[]): Promise<boolean> {
  const first = events[0]!
  const w = words(first.locale)
  const soon = ctx.now.add({ hours: 24 })
  const blocks: LetterBlock[] = []
  let count = 0
  let isToday = false
  for (const event of events) {
    const due = (await checklistOf(ctx, event, w)).filter(
      ({ done_at, optional, due_at }) =>
        !done_at && !optional && Temporal.Instant.compare(Temporal.Instant.from(due_at), soon) <= 0,
    )
    if (due.length === 0) continue
    count += due.length
    isToday ||= due.some(({ is_late }) => !is_late)
    blocks.push(
      { kind: 'text', text: `${event.title}, ${date(event.wall_start.slice(0, 10), w.locale)}` },
      {
        kind: 'list',
        items: due.map(
          ({ text, owner, is_late }) => `${text} (${owner}${is_late ? `, ${w('record.documentation.late')}` : ''})`,
        ),
      },
      {
        kind: 'link',
        label: w('record.mail.close'),
        url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}/close`,
      },
    )
  }
  if (!isToday) return false
  const written = await transaction(ctx, (ctx) =>
    writeMail(
      ctx,
      { email: first.email, locale: first.locale, personId: first.person_id },
      {
        subject: w('record.mail.documentationSubject', { n: count }),
        blocks: [{ kind: 'text', text: w('record.mail.documentation') }, ...blocks],
        why: w('record.mail.whyDocumentation', { community: communityOf(ctx).name }),
      },
      { kind: 'documentation-reminder', once: `documentation:${communityOf(ctx).id}:${first.person_id}:${today(ctx)}` },
    ),
  )
  return written !== null
}
