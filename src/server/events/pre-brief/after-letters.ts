/** The letter that asks again where people stand, when a meeting was held. */
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { writeMail } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { isQuiet } from '../brief.ts'
import { stopUrl } from '../mail-choice.ts'
import { endsAsking, positionsAsked } from '../positions/index.ts'
import { briefLink } from './link.ts'
import { reads } from './send.ts'

interface WasThere {
  member_id: string
  person_id: string
  email: string
  locale: string
}

/** The reaction to `event.held`: those who read the pre-brief, were there and have not said again where they stand. */
export async function mailPositions(ctx: Ctx, fact: Fact): Promise<void> {
  const { rows } = await sql<EventRow & { brief_circle_id: string | null; is_quiet: boolean }>`
    select e.*, b.circle_id as brief_circle_id, b.is_quiet
      from event e join pre_brief b on b.community_id = e.community_id and b.event_id = e.id and b.edition > 0
     where e.community_id = ${communityOf(ctx).id} and e.id = ${fact.subjectId}`.execute(ctx.db)
  const [event] = rows
  const asked = event && (await positionsAsked(ctx, event))
  if (!event || asked?.stage !== 'after') return
  const { rows: people } = await sql<WasThere>`
    select m.id as member_id, p.id as person_id, p.email, p.locale
      from attendance a
      join member m on m.community_id = a.community_id and m.id = a.member_id and ${reads(event, { circle_id: event.brief_circle_id })}
      join person p on p.id = m.person_id and p.erased_at is null
     where a.community_id = ${event.community_id} and a.event_id = ${event.id}
       and not exists (select from mail_stop s
             where s.community_id = m.community_id and s.member_id = m.id and s.kind = 'briefs')
     order by m.id`.execute(ctx.db)
  await transaction(ctx, async (ctx) => {
    for (const { member_id, person_id, email, locale } of people.filter((one) => !asked.has(one.member_id))) {
      const w = words(locale)
      await writeMail(
        ctx,
        { email, locale, personId: person_id },
        {
          subject: w('positions.mail.subject', { title: event.title }),
          blocks: [
            { kind: 'text', text: w('positions.mail.text', { title: event.title }) },
            ...(isQuiet(event, event) ? [] : [{ kind: 'list' as const, items: asked.statements }]),
            { kind: 'link', label: w('positions.mail.link'), url: briefLink(ctx, event.id, member_id) },
            { kind: 'text', text: w(asked.named ? 'positions.promise.named' : 'positions.promise.anonymous') },
          ],
          why: w('brief.mail.why', { community: communityOf(ctx).name }),
          stopUrl: stopUrl(ctx, 'briefs', member_id),
        },
        { kind: 'positions-after', once: `positions:${event.id}:${member_id}`, until: endsAsking(event) },
      )
    }
  })
}
