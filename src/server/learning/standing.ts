/** How a figure stands against its target: the catalogue's rules of green and amber, as kept with the target. */

export type Standing = 'on' | 'watch' | 'off' | 'plain'

/**
 * `green` and `amber` are written `>=85`, `<=50`, `35-75`. A figure without rules, or no data, stands plain.
 */
export function standingOf(value: number | null, green: string | null, amber: string | null): Standing {
  if (value === null || !green) return 'plain'
  if (fits(value, green)) return 'on'
  if (amber && fits(value, amber)) return 'watch'
  return amber === null ? 'plain' : 'off'
}

function fits(value: number, rule: string): boolean {
  const bound = /^(>=|<=)\s*(-?[\d.]+)$/.exec(rule.trim())
  if (bound) return bound[1] === '>=' ? value >= Number(bound[2]) : value <= Number(bound[2])
  const range = /^(-?[\d.]+)\s*[-–]\s*(-?[\d.]+)$/.exec(rule.trim())
  return range ? value >= Number(range[1]) && value <= Number(range[2]) : false
}
