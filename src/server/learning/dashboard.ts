/** The dashboard of indicators, and one indicator with the rows behind it. */
import { z } from 'zod'
import { communityOf, type Ctx } from '../ctx.ts'
import { NotFound } from '../errors.ts'
import { optional, whole } from '../foundations/input.ts'
import { allow, can } from '../permissions/index.ts'
import { seeHome, steward } from '../permissions/communities.ts'
import { query } from '../verb.ts'
import { definitionOf, levels, type Definition } from './catalogue.ts'
import { measures, type Row } from './indicators/index.ts'
import { sumOf } from './measure.ts'
import { quarterOf } from './periods.ts'
import { standingOf, type Standing } from './standing.ts'

/** Fewer people than this are not shown apart (catalogue, conventions: suppression). */
const fewest = 5
/** Quarters that a line goes back. */
const history = 8

export interface Figure {
  definition: Definition
  value: number | null
  numerator: number
  denominator: number
  target: number | null
  standing: Standing
  period: { start: string; end: string }
  /** Earlier quarters, oldest first. */
  line: { start: string; value: number | null }[]
}

export const dashboard = query(
  'learning.dashboard',
  {
    input: z.object({}),
    does: 'The indicators of this community by level: the newest quarter against its target, and the quarters before.',
    who: seeHome.says,
  },
  async (ctx) => {
    allow(ctx, seeHome, undefined)
    const figures = await figuresOf(ctx)
    return {
      levels: levels
        .map((level) => ({ level, figures: figures.filter((figure) => figure.definition.level === level) }))
        .filter(({ figures }) => figures.length > 0),
      may: { steward: can(ctx, steward, undefined) },
    }
  },
)

export const indicator = query(
  'learning.indicator',
  {
    input: z.object({ indicator: z.string().max(40), back: optional(whole(0, 40)) }),
    does: 'One indicator in one quarter: its definition and the rows that it adds up from. Rows about members carry names for stewards only.',
    who: seeHome.says,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const measure = measures.get(input.indicator)
    if (!measure) throw new NotFound('learning.indicator')
    const { zone } = communityOf(ctx)
    const period = quarterOf(ctx.now.toZonedDateTimeISO(zone).toPlainDate(), zone, input.back ?? 0)
    const rows = await measure.rows(ctx, period)
    const definition = definitionOf(measure.key, ctx.locale)
    return {
      definition,
      period: { start: period.start, end: period.end },
      ...sumOf(measure, rows, definition.unit),
      back: input.back ?? 0,
      rows: shown(ctx, rows),
      hidden: shown(ctx, rows).length < rows.length,
    }
  },
)

/** Names of members are for stewards; everybody sees events, roles, and units that are not too few to hide anyone. */
function shown(ctx: Ctx, rows: Row[]): Row[] {
  if (can(ctx, steward, undefined)) return rows
  return rows.filter(
    (row) => row.about === 'event' || row.about === 'role' || (row.about === 'unit' && row.denominator >= fewest),
  )
}

async function figuresOf(ctx: Ctx): Promise<Figure[]> {
  const community = communityOf(ctx)
  const from = quarterOf(ctx.now.toZonedDateTimeISO(community.zone).toPlainDate(), community.zone, history).start
  const [kept, targets] = await Promise.all([
    ctx.db
      .selectFrom('measurement')
      .select(['indicator', 'period_start', 'period_end', 'numerator', 'denominator', 'value'])
      .where('community_id', '=', community.id)
      .where('period_start', '>=', from)
      .orderBy('period_start')
      .execute(),
    ctx.db
      .selectFrom('indicator_target')
      .select(['key', 'target', 'green', 'amber', 'position'])
      .where('community_id', '=', community.id)
      .orderBy('position')
      .execute(),
  ])
  const byKey = Map.groupBy(kept, (row) => row.indicator)
  const places = new Map(targets.map((target) => [target.key, target]))
  return [...byKey.entries()]
    .map(([key, rows]) => {
      const newest = rows.at(-1)!
      const aim = places.get(key)
      return {
        definition: definitionOf(key, ctx.locale),
        value: newest.value,
        numerator: newest.numerator,
        denominator: newest.denominator ?? 0,
        target: aim?.target ?? null,
        standing: standingOf(newest.value, aim?.green ?? null, aim?.amber ?? null),
        period: { start: newest.period_start, end: newest.period_end },
        line: rows.map((row) => ({ start: row.period_start, value: row.value })),
      }
    })
    .toSorted((a, b) => a.definition.code.localeCompare(b.definition.code))
}
