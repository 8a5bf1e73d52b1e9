/** What a series keeps clear: public holidays of some countries, and quiet times. */
import { sql } from 'kysely'
import { words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { daysAfter, holidaysOf, openingsOf, type Openings } from '../../foundations/time/index.ts'
import type { Quiet, WhenClosed } from './input.ts'

export interface Closures {
  countries: string[]
  quiet: Quiet[]
  onClosed: WhenClosed
}

/** Which days from `from` to `to` are open, with reasons in the reader's language, and the countries of which nobody knows the holidays. */
export async function openDays(
  ctx: Ctx,
  closures: Closures,
  from: string,
  to: string,
): Promise<{ openings: Openings; unknown: string[] }> {
  // A date on the last day may still move on.
  const end = daysAfter(to, 14)
  const locale = words(ctx.locale).locale
  const holidays = await holidaysOf(closures.countries, from, end, locale)
  const openings = openingsOf(
    { from, to: end, kept: closures.countries, quiet: closures.quiet },
    holidays,
    words(locale),
  )
  return { openings, unknown: holidays.unknown }
}

/** What the community keeps clear elsewhere, to begin with: as its latest series does, else the countries it is for. */
export async function usualClosures(ctx: Ctx): Promise<Closures> {
  const community = communityOf(ctx).id
  const latest = await ctx.db
    .selectFrom('series')
    .select(['skip_countries', 'quiet', 'on_closed'])
    .where('community_id', '=', community)
    .where(sql<boolean>`(cardinality(skip_countries) > 0 or quiet <> '[]')`)
    // What the design keeps clear is renewed with every version of it.
    .orderBy(sql`key is null`)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
  if (latest) {
    const closures = closuresOf(latest)
    return { ...closures, quiet: closures.quiet.filter(({ to }) => to >= today) }
  }
  const { countries } = await ctx.db
    .selectFrom('community')
    .select('countries')
    .where('id', '=', community)
    .executeTakeFirstOrThrow()
  return { countries: countries.slice(0, 6), quiet: [], onClosed: 'skip' }
}

/** What a series keeps clear. */
export function closuresOf(series: { skip_countries: string[]; quiet: unknown; on_closed: string }): Closures {
  return {
    countries: series.skip_countries,
    quiet: series.quiet as Quiet[],
    onClosed: series.on_closed as WhenClosed,
  }
}
