/** What a new event of a format begins with: what was usual the last time, the agenda cut to its length, and advice. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { circlesOf } from '../../communities/index.ts'
import { optional, slug, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { planEvents } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { agendaOf, interactiveShare } from '../agenda.ts'
import { formatOf, type Format } from '../formats.ts'
import { interactiveModes, nameOf } from '../names.ts'

/** A meeting of less than two thirds of the usual length loses parts that matter; one of more than half again tires. */
const [tooShort, tooLong] = [2 / 3, 3 / 2]

export type Advice =
  | { kind: 'short' | 'long'; minutes: number; usual: number }
  | { kind: 'few' | 'many'; places: number; min: number; max: number }

export const startFrom = query(
  'events.start-from',
  {
    input: z.object({
      format: slug,
      variant: optional(slug),
      minutes: optional(whole(5, 44_640)),
      capacity: optional(whole(1, 100_000)),
    }),
    does: 'What an event of a format begins with: place, hour and circle as the last time, the agenda cut to the length, and advice where length or places do not fit the format.',
    who: planEvents.says,
  },
  async (ctx, { format: key, variant, minutes: wanted, capacity }) => {
    allow(ctx, planEvents, undefined)
    const format = await formatOf(ctx, key)
    const way = format.data.variants?.find(({ id }) => id === variant)
    const usual = way?.duration_minutes ?? format.minutes
    const minutes = wanted ?? usual
    const { segments, days } = agendaOf(format.data, variant, minutes)
    return {
      minutes,
      days,
      usual: await asUsual(ctx, format),
      size: format.data.size ?? null,
      share: interactiveShare(segments),
      agenda: segments.map((segment) => ({
        ...segment,
        mode_name: nameOf('modes', segment.mode, ctx.locale),
        lead_name: nameOf('roles', segment.lead, ctx.locale),
        together: interactiveModes.has(segment.mode),
      })),
      advice: advice(format, minutes, usual, capacity),
    }
  },
)

/** What does not fit the format. Pure. */
export function advice(
  format: Pick<Format, 'data'>,
  minutes: number,
  usual: number,
  places: number | undefined,
): Advice[] {
  const { size } = format.data
  return [
    ...(minutes < usual * tooShort ? [{ kind: 'short' as const, minutes, usual }] : []),
    ...(minutes > usual * tooLong ? [{ kind: 'long' as const, minutes, usual }] : []),
    ...(size && places !== undefined && places < size.min ? [{ kind: 'few' as const, places, ...size }] : []),
    ...(size && places !== undefined && places > size.max ? [{ kind: 'many' as const, places, ...size }] : []),
  ]
}

/** The last event of the format says where, at what hour and for whom; a first one follows from the format. */
async function asUsual(ctx: Ctx, format: Format): Promise<{ place: string; time: string; circle: string }> {
  const circles = await circlesOf(ctx)
  const last = await ctx.db
    .selectFrom('event')
    .select(['place', 'wall_start', 'circle_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where('format_key', '=', format.key)
    .where('state', '<>', 'cancelled')
    .orderBy('starts_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const seatsHub = format.class === 'preparation' && circles.find(({ policy }) => policy === 'invitation')?.key
  return {
    place: last?.place ?? placeOf(format),
    time: last?.wall_start.slice(11, 16) ?? '13:00',
    circle:
      format.data.circle ?? (last ? circles.find(({ id }) => id === last.circle_id)?.key : seatsHub || undefined) ?? '',
  }
}

function placeOf({ class: kind, data }: Format): string {
  const [first] = data.delivery_modes ?? []
  if (kind === 'discussion' || first === 'async') return 'writing'
  return first === 'in-person' ? 'room' : first === 'hybrid' || first === 'hybrid-hubs' ? 'hybrid' : 'online'
}
