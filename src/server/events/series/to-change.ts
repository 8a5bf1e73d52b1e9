/** A series as the form shows it that changes it: as in one of its events. */
import { z } from 'zod'
import { circlesOf, takesPart } from '../../communities/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query } from '../../verb.ts'
import { seriesFor } from './access.ts'
import { isOpen } from './change-plan.ts'
import { closuresOf } from './closures.ts'
import { countryName } from './countries.ts'
import { chosenBy } from './rule.ts'
import { eventsOfSeries } from './template.ts'

export const seriesToChange = query(
  'events.series-to-change',
  {
    input: z.object({ series: z.string('required').max(60), event: optional(z.string().max(60)) }),
    does: 'A series with everything that can be changed about it, as in one of its events: the one that is named, or the next.',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    const series = await seriesFor(ctx, input.series)
    allow(ctx, tendSeries, series)
    if (series.ended_at !== null) throw new Conflict('series.ended')
    const open = (await eventsOfSeries(ctx, series.id)).filter((event) => isOpen(ctx, event))
    const event = open.find(({ id }) => id === input.event) ?? open[0]
    if (!event) throw new Conflict('series.nothing-left')
    const closures = closuresOf(series)
    return {
      title: series.title,
      event: { id: event.id, title: event.title, starts_at: event.starts_at.toString(), zone: event.zone },
      ahead: open.length,
      follow: open.filter(({ starts_at }) => Temporal.Instant.compare(starts_at, event.starts_at) >= 0).length,
      by_hand: open.filter(({ by_hand }) => by_hand).length,
      people: await peopleOf(ctx),
      countries: closures.countries.map((code) => ({ code, name: countryName(code, ctx.locale) })),
      quiet: closures.quiet,
      values: {
        title: event.title,
        summary: event.summary ?? '',
        time: event.wall_start.slice(11, 16),
        zone: event.zone,
        minutes: event.minutes,
        place: event.place,
        place_link: event.place_link ?? '',
        place_text: event.place_text ?? '',
        circle: await circleKey(ctx, event.circle_id),
        public: event.is_public,
        capacity: event.capacity ?? '',
        online_capacity: event.online_capacity ?? '',
        guests: event.takes_guests,
        facilitator: event.facilitator_id ?? 'nobody',
        ...chosenBy(series.rule),
        until: series.ends_on,
        slots: series.slots.join(', '),
        'countries[]': closures.countries,
        on_closed: closures.onClosed,
      },
    }
  },
)

async function circleKey(ctx: Ctx, id: string | null): Promise<string> {
  return (await circlesOf(ctx)).find((circle) => circle.id === id)?.key ?? ''
}

/** Everybody who might lead, by name; at most a thousand. */
async function peopleOf(ctx: Ctx): Promise<{ id: string; name: string }[]> {
  return ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['m.id', 'p.name'])
    .where('m.community_id', '=', communityOf(ctx).id)
    .where('m.state', '=', (eb) => eb.fn.any(eb.val(takesPart)))
    .orderBy('p.name')
    .limit(1000)
    .execute()
}
