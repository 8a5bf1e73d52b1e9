/** What the form starts from that plans a series. */
import { z } from 'zod'
import { allow } from '../../permissions/index.ts'
import { planEvents } from '../../permissions/events.ts'
import { query } from '../../verb.ts'
import { usualClosures } from './closures.ts'
import { countryName } from './countries.ts'

export const seriesDefaults = query(
  'events.series-defaults',
  {
    input: z.object({}),
    does: 'What the community usually keeps clear: countries whose holidays count, and quiet times.',
    who: planEvents.says,
  },
  async (ctx) => {
    allow(ctx, planEvents, undefined)
    const { countries, quiet, onClosed } = await usualClosures(ctx)
    return { countries: countries.map((code) => ({ code, name: countryName(code, ctx.locale) })), quiet, onClosed }
  },
)
