/** Indicators read from roles, terms and money. Definitions: content/indicators.json. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { termHolds } from '../../foundations/terms.ts'
import { measure } from './events.ts'
import type { Measure, Period } from './types.ts'

/** A period that is not over is looked at as it stands today. */
function lastDay(ctx: Ctx, period: Period): string {
  const today = ctx.now.toZonedDateTimeISO(communityOf(ctx).zone).toPlainDate().toString()
  return today < period.end ? today : period.end
}

const leadershipDepth = measure(
  'ind-val-09',
  'role',
  (ctx, period) => sql`
      select r.id, coalesce(r.name, r.role) as label, (r.holder_id is not null and r.deputy_id is not null)::int as numerator, 1 as denominator
        from role_term r
       where r.community_id = ${communityOf(ctx).id} and ${termHolds(lastDay(ctx, period))} order by r.role, r.key`,
)

const roleUptake = measure(
  'ind-eng-15',
  'role',
  (ctx, period) => sql`
      select r.id, coalesce(r.name, r.role) as label,
             (exists (select from fact f where f.community_id = r.community_id and f.kind = 'member.role-taken' and f.subject_id = r.id
                and f.at <= r.starts_on + interval '30 days'))::int as numerator,
             1 as denominator
        from role_term r
       where r.community_id = ${communityOf(ctx).id} and r.role not in ('sponsor', 'coordinator')
         and r.starts_on between ${period.start}::date and ${period.end}::date order by r.role, r.key`,
)

const targetCoverage = measure(
  'ind-par-02',
  'unit',
  (ctx, period) => sql`
      select 'target-population' as id, 'target-population' as label,
             (select count(*) from member m where m.community_id = ${communityOf(ctx).id} and m.joined_at < ${period.to.toString()}::timestamptz
                and m.state in ('onboarding', 'active', 'at-risk', 'dormant')) as numerator,
             (v.context #>> '{scope,target-population}')::numeric as denominator
        from launch l join design_version v on v.design_id = l.design_id and v.number = l.version
       where l.community_id = ${communityOf(ctx).id} and v.context #>> '{scope,target-population}' is not null
       order by l.at desc limit 1`,
)

export const roleMeasures: Measure[] = [leadershipDepth, roleUptake, targetCoverage]
