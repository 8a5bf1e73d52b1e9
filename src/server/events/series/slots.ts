/** Which hours would share the pain in a circle, from where its members live. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import { allow } from '../../permissions/index.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query } from '../../verb.ts'
import { seriesFor } from './access.ts'
import { proposeSlots, slotsMean, type ZoneShare } from './rotation.ts'
import { isOpen } from './change-plan.ts'
import { timesOf } from './said.ts'
import { eventsOfSeries } from './template.ts'

export const proposedSlots = query(
  'events.slots',
  {
    input: z.object({ series: z.string('required').max(60) }),
    does: 'What the times of a series mean in the zones of those it is for, and one time, two or three that take turns so that no zone has every bad hour (before 07:00 or after 21:00).',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    const series = await seriesFor(ctx, input.series)
    allow(ctx, tendSeries, series)
    const open = (await eventsOfSeries(ctx, series.id)).filter((event) => isOpen(ctx, event))
    const next = open.find(({ by_hand }) => !by_hand) ?? open[0]
    const zones = await zonesOfMembers(ctx, series.circle_id)
    const times = timesOf(series)
    const date = (next?.starts_at ?? ctx.now).toZonedDateTimeISO(series.zone).toPlainDate().toString()
    const asked = { zones, zone: series.zone, minutes: series.minutes, date, now: times[0] }
    return {
      title: series.title,
      zone: series.zone,
      event: next?.id ?? null,
      now: zones.length > 0 ? slotsMean(times, asked) : null,
      ...proposeSlots(asked),
    }
  },
)

/** Where the members of a circle live, or all who take part, by the clock; the zone of most first. */
async function zonesOfMembers(ctx: Ctx, circle: string | null): Promise<ZoneShare[]> {
  const { rows } = await sql<ZoneShare>`
    select p.zone, count(*)::int as members
      from member m join person p on p.id = m.person_id and p.erased_at is null
     where m.community_id = ${communityOf(ctx).id} and m.state = any(${takesPart})
       and (${circle}::uuid is null or exists (
             select from circle_place cp where cp.community_id = m.community_id and cp.member_id = m.id and cp.circle_id = ${circle}::uuid))
     group by p.zone order by members desc, p.zone limit 60`.execute(ctx.db)
  return rows
}
