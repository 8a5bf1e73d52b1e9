/** Answers that cannot all be true. Each is told with the place where it can be put right. */
import type { Issue } from '../../errors.ts'
import type { Json } from '../basics.ts'
import { currency, toUsd } from './currencies.ts'
import { at } from './problems.ts'

/** Contradictions in what was read; places that are missing or of a wrong kind are passed over (others report them). */
export function contradictions(file: unknown): Issue[] {
  return checks.flatMap((check) => check(readerOf(file)) ?? [])
}

interface Reader {
  number(id: string): number | undefined
  text(id: string): string | undefined
  list(id: string): Json[] | undefined
  yes(id: string): boolean
}

function readerOf(file: unknown): Reader {
  const value = (id: string): unknown => at(file, id.split('.'))
  return {
    number: (id) => (typeof value(id) === 'number' ? (value(id) as number) : undefined),
    text: (id) => (typeof value(id) === 'string' ? (value(id) as string) : undefined),
    list: (id) => (Array.isArray(value(id)) ? (value(id) as Json[]) : undefined),
    yes: (id) => value(id) === true,
  }
}

const issue = (id: string, code: string, params: Record<string, string | number> = {}): Issue => ({
  path: id.split('.'),
  code: `context.${code}`,
  params,
})

type Check = (read: Reader) => Issue | Issue[] | undefined

const checks: Check[] = [
  ({ number }) => {
    const [members, population] = [number('scope.members'), number('scope.target-population')]
    return members && population && population < members
      ? issue('scope.target-population', 'population-below-members', { members, population })
      : undefined
  },
  ({ number, text }) => {
    const members = number('scope.members')
    return text('structure.hub') === 'wanted' && members && members <= 40
      ? issue('structure.hub', 'hub-too-small', { members })
      : undefined
  },
  ({ number, list }) => {
    const [count, listed] = [number('gaps.count'), list('gaps.list')?.length]
    return count !== undefined && listed && count !== listed
      ? issue('gaps.count', 'gap-count', { count, listed })
      : undefined
  },
  ({ list }) => {
    const types = list('gaps.types')
    const listed =
      list('gaps.list')
        ?.map((gap) => at(gap, ['type']))
        .filter((type) => typeof type === 'string') ?? []
    const missing = types ? [...new Set(listed.filter((type) => !types.includes(type)))] : []
    return missing.length > 0 ? issue('gaps.types', 'gap-types', { missing: missing.join(', ') }) : undefined
  },
  ({ number, list }) => {
    const [count, listed] = [number('scope.countries'), new Set(list('community.countries')).size]
    return count !== undefined && listed > count
      ? issue('scope.countries', 'fewer-countries', { count, listed })
      : undefined
  },
  ({ list }) =>
    ['existing.mechanisms', 'platforms.available'].flatMap((id) => {
      const given = list(id)
      return given && given.length > 1 && given.includes('none')
        ? issue(id, 'none-and-more', { others: given.filter((one) => one !== 'none').join(', ') })
        : []
    }),
  ({ number, text }) =>
    number('budget.annual') !== undefined && text('budget.currency') === undefined
      ? issue('budget.currency', 'currency-missing')
      : undefined,
  ({ number, text }) => {
    const [annual, given, code] = [number('budget.annual'), number('budget.annual-usd'), text('budget.currency')]
    if (annual === undefined || given === undefined || !code || !currency(code)) return undefined
    const worth = toUsd(annual, code)
    const apart = Math.max(worth, given) > 1.5 * Math.min(worth, given) && Math.abs(worth - given) > 100
    return apart ? issue('budget.annual-usd', 'budget-twice', { annual, currency: code, worth, given }) : undefined
  },
  ({ number, yes }) => {
    const [hours, countries] = [number('scope.utc-span-hours') ?? 0, number('scope.countries') ?? 1]
    return yes('scope.co-located') && (hours > 1 || countries > 2)
      ? issue('scope.co-located', 'co-located-apart', { hours, countries })
      : undefined
  },
  ({ number, text }) => {
    const [connection, share] = [text('scope.bandwidth'), number('scope.low-bandwidth-share')]
    return connection === 'good' && share !== undefined && share >= 0.5 && share <= 1
      ? issue('scope.bandwidth', 'bandwidth-share', { percent: Math.round(share * 100) })
      : undefined
  },
  ({ text }) => {
    const model = text('structure.model')
    const apart = model === 'individual-consultants' || model === 'independent-organisations'
    return apart && text('scope.membership') === 'single-organisation'
      ? issue('structure.model', 'model-membership', { model: model! })
      : undefined
  },
  ({ list }) => list('community.quiet-periods')?.flatMap(quiet) ?? [],
]

/** A quiet period that ends before it starts, or that leaves no time for anything else. */
function quiet(period: Json, index: number): Issue[] {
  const [from, to] = [at(period, ['from']), at(period, ['to'])]
  if (typeof from !== 'string' || typeof to !== 'string') return []
  const place = `community.quiet-periods.${index}.to`
  const put = (code: string, params = {}): Issue => ({
    ...issue(place, code, params),
    path: ['community', 'quiet-periods', index, 'to'],
  })
  if (to < from) return [put('end-before-start', { from, to })]
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  return days > 300 ? [put('quiet-all-year', { days: Math.round(days) })] : []
}
