/** Mail about panels: will you sit on it, and whose turn is next after somebody declined. */
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import { stewardsOf, takesPart } from '../../communities/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { writeMail } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { momentInWords } from '../moment.ts'
import { panelLink } from './answer.ts'
import { candidatesOf, propose, seatsOf } from './turns.ts'

interface Asked {
  member_id: string
  person_id: string
  email: string
  locale: string
  zone: string
  part: string | null
  named_at: Temporal.Instant
}

/** The reaction to `panel.named`: whoever was asked and has not been written to. Somebody waits for the answer. */
export async function mailPanelAsked(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await plannedEvent(ctx, fact.subjectId)
  if (!event) return
  const { rows } = await sql<Asked>`
    select m.id as member_id, p.id as person_id, p.email, p.locale, p.zone, pp.part, pp.named_at
      from panel_place pp
      join member m on m.community_id = pp.community_id and m.id = pp.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where pp.community_id = ${event.community_id} and pp.event_id = ${event.id} and pp.state = 'asked'
     order by m.id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const { member_id, person_id, email, locale, zone, part, named_at } of rows) {
      const w = words(locale)
      const when = momentInWords(event.starts_at, event.ends_at, zone, event.zone, w)
      await writeMail(
        ctx,
        { email, locale, personId: person_id },
        {
          subject: w('panel.mail.askedSubject', { title: event.title }),
          blocks: [
            { kind: 'text', text: w('panel.mail.asked', { title: event.title, when }) },
            ...(part ? [{ kind: 'text' as const, text: w('panel.mail.part', { part }) }] : []),
            { kind: 'text', text: w('panel.mail.brief') },
            { kind: 'link', label: w('panel.mail.link'), url: panelLink(ctx, event.id, member_id) },
          ],
          why: w('panel.mail.why', { community: communityOf(ctx).name }),
        },
        {
          kind: 'panel-asked',
          once: `panel:${event.id}:${member_id}:${named_at.epochMilliseconds}`,
          until: event.starts_at,
        },
      )
    }
  })
}

/** The reaction to `panel.named` for those who had a seat, or were asked, and have none any more. */
export async function mailPanelReleased(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await plannedEvent(ctx, fact.subjectId)
  const { released } = fact.payload as { released: string[] }
  if (!event || released.length === 0) return
  const { rows } = await sql<{ person_id: string; email: string; locale: string }>`
    select p.id as person_id, p.email, p.locale
      from member m join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${event.community_id} and m.id = any(${released}::uuid[]) and m.state = any(${takesPart})
       and not exists (select from panel_place pp
             where pp.community_id = m.community_id and pp.event_id = ${event.id} and pp.member_id = m.id)
     order by m.id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const { person_id, email, locale } of rows) {
      const w = words(locale)
      await writeMail(
        ctx,
        { email, locale, personId: person_id },
        {
          subject: w('panel.mail.releasedSubject', { title: event.title }),
          blocks: [{ kind: 'text', text: w('panel.mail.released', { title: event.title }) }],
          why: w('panel.mail.why', { community: communityOf(ctx).name }),
        },
        { kind: 'panel-released', once: `panel-released:${fact.id}:${person_id}`, until: event.starts_at },
      )
    }
  })
}

/** The reaction to `panel.declined`: whoever facilitates the event, else the stewards, hear whose turn is next. */
export async function mailPanelDeclined(ctx: Ctx, fact: Fact): Promise<void> {
  const event = await plannedEvent(ctx, fact.subjectId)
  if (!event) return
  const people = await candidatesOf(ctx, event)
  const gone = people.find(({ id }) => id === fact.memberId)
  if (gone?.state !== 'declined') return
  const [next] = propose(people, seatsOf(event.data))
  await transaction(ctx, async (ctx) => {
    for (const { id, email, locale } of await tendersOf(ctx, event)) {
      const w = words(locale)
      const { title } = event
      await writeMail(
        ctx,
        { email, locale, personId: id },
        {
          subject: w('panel.mail.declinedSubject', { name: gone.name, title }),
          blocks: [
            { kind: 'text', text: w('panel.mail.declined', { name: gone.name, title }) },
            {
              kind: 'text',
              text: next
                ? w('panel.mail.next', {
                    name: next.name,
                    organisation: next.organisation ?? 'none',
                    turns: next.turns,
                  })
                : w('panel.mail.nobody'),
            },
            {
              kind: 'link',
              label: w('panel.mail.toPanel'),
              url: `${ctx.site.url}/${communityOf(ctx).slug}/events/${event.id}/panel`,
            },
          ],
          why: w('brief.mail.whyTends', { community: communityOf(ctx).name }),
        },
        { kind: 'panel-declined', once: `panel-declined:${fact.id}:${id}`, until: event.starts_at },
      )
    }
  })
}

type Planned = EventRow & { data: unknown }

async function plannedEvent(ctx: Ctx, id: string | null): Promise<Planned | undefined> {
  const { rows } = await sql<Planned>`
    select e.*, f.data from event e
      join event_format f on f.community_id = e.community_id and f.key = e.format_key
     where e.community_id = ${communityOf(ctx).id} and e.id = ${id}::uuid and e.state = 'planned' and e.starts_at > ${ctx.now}`.execute(
    ctx.db,
  )
  return rows[0]
}

async function tendersOf(ctx: Ctx, event: EventRow): Promise<{ id: string; email: string; locale: string }[]> {
  const { rows } = await sql<{ id: string; email: string; locale: string }>`
    select p.id, p.email, p.locale from member m join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${event.community_id} and m.id = ${event.facilitator_id}::uuid and m.state = any(${takesPart})`.execute(
    ctx.db,
  )
  return rows.length > 0 ? rows : stewardsOf(ctx)
}
