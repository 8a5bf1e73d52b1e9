/** Computes indicators for a period and keeps what they came to. Everything here can be computed again from nothing. */
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { definitionOf } from './catalogue.ts'
import { measures, type Measure, type Period, type Row, type Sum } from './indicators/index.ts'

/** The figure that rows come to: as the measure says, a percentage, or a plain count where there is no denominator. */
export function sumOf(measure: Pick<Measure, 'sum'>, rows: Row[], unit: string): Sum {
  if (measure.sum) return measure.sum(rows)
  const numerator = rows.reduce((sum, row) => sum + row.numerator, 0)
  const denominator = rows.reduce((sum, row) => sum + row.denominator, 0)
  // Hours are added up: of nobody's there is no figure.
  if (unit === 'hours') return { numerator, denominator: 0, value: rows.length === 0 ? null : numerator }
  if (unit === 'count') return { numerator, denominator: 0, value: numerator }
  return {
    numerator,
    denominator,
    value: denominator === 0 ? null : (numerator / denominator) * (unit === '%' ? 100 : 1),
  }
}

/** Computes every indicator that is known here for one period and keeps the results. */
export async function measureAll(ctx: Ctx, period: Period): Promise<void> {
  for (const measure of measures.values()) {
    const sum = sumOf(measure, await measure.rows(ctx, period), definitionOf(measure.key, 'en').unit)
    await keep(ctx, measure.key, period, sum)
  }
}

function keep(ctx: Ctx, indicator: string, period: Period, { numerator, denominator, value }: Sum): Promise<void> {
  return transaction(ctx, async (ctx) => {
    const figures = { numerator, denominator, value, computed_at: ctx.now }
    await ctx.db
      .insertInto('measurement')
      .values({
        community_id: communityOf(ctx).id,
        indicator,
        period_start: period.start,
        period_end: period.end,
        ...figures,
      })
      .onConflict((conflict) =>
        conflict.columns(['community_id', 'indicator', 'period_start', 'period_end']).doUpdateSet(figures),
      )
      .execute()
  })
}
