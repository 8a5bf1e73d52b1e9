/** Planning a series by hand: first the dates, then the events. */
import { z } from 'zod'
import { words } from '#i18n/index.ts'
import { communityOf } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { planEvents } from '../../permissions/events.ts'
import { tendSeries } from '../../permissions/series.ts'
import { query, verb } from '../../verb.ts'
import { placeEvent } from '../plan.ts'
import { draftOf, frameOf, sayRule, seriesInput } from './draft.ts'
import { seen } from './input.ts'

export const previewSeries = query(
  'events.preview-series',
  {
    input: z.object(seriesInput),
    does: 'The dates that a series would have, with those that are left out or moved and why, and the events that they overlap. Changes nothing.',
    who: tendSeries.says,
  },
  async (ctx, input) => {
    allow(ctx, planEvents, undefined)
    const { frame } = await frameOf(ctx, input)
    return draftOf(ctx, frame)
  },
)

export const planSeries = verb(
  'events.plan-series',
  {
    input: z.object({ ...seriesInput, seen }),
    does: 'Puts a series into the calendar: its events, each of them an event of its own. At most two years and 104 events. With `seen` of the preview it is refused if the dates are no longer those.',
    who: tendSeries.says,
  },
  async (ctx, { seen, ...input }) => {
    allow(ctx, planEvents, undefined)
    const { frame, format } = await frameOf(ctx, input)
    const draft = await draftOf(ctx, frame)
    if (seen !== undefined && seen !== draft.seen) throw new Conflict('series.changed-meanwhile')
    const id = newId(ctx.now)
    const { rule, zone, slots, closures, circle } = frame
    await ctx.db
      .insertInto('series')
      .values({
        community_id: communityOf(ctx).id,
        id,
        format_key: format.key,
        title: input.title,
        rule,
        rule_in_words: sayRule(rule, frame, words(communityOf(ctx).locale).locale),
        wall_time: slots[0]!,
        zone,
        minutes: draft.minutes,
        circle_id: circle,
        starts_on: draft.dates[0]!.date,
        ends_on: frame.until ?? draft.dates.at(-1)!.date,
        by_hand: true,
        slots: slots.length > 1 ? [...slots] : [],
        skip_countries: closures.countries,
        on_closed: closures.onClosed,
        quiet: JSON.stringify(closures.quiet),
      })
      .execute()
    const agenda = input.agenda?.map((part) => ({ ...part, day: part.day ?? 1, purpose: part.purpose ?? null }))
    for (const { date, time } of draft.dates) {
      await placeEvent(ctx, {
        format: format.key,
        variant: input.variant,
        title: input.title,
        summary: input.summary,
        date,
        time,
        zone,
        minutes: input.minutes,
        place: input.place,
        place_link: input.place_link,
        place_text: input.place_text,
        circle: circle ?? undefined,
        public: input.public,
        capacity: input.capacity,
        online_capacity: input.online_capacity,
        guests: input.guests,
        facilitator: input.facilitator,
        ...(agenda?.length ? { agenda } : {}),
        series: id,
        // No design speaks for it, and nobody has changed this one yet: by hand is what is changed alone.
        byHand: false,
      })
    }
    await record(ctx, 'series.planned', { subject: id, payload: { rule, events: draft.dates.length } })
    return { id, events: draft.dates.length }
  },
)
