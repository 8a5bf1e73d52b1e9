/** The steps of a protocol with their minutes, from the community's formats (domain/04: peer clinic, troika, case clinic …). Pure. */

export interface Step {
  title: string
  purpose: string | null
  minutes: number
}

interface Segment {
  title: string
  purpose?: string | null
  minutes: number
}

/**
 * The segments as steps. A later round that is told in one line («Round 2», as long as the steps of the first together) gets
 * the steps of the first: a clock needs every turn.
 */
export function stepsOf(segments: readonly Segment[]): Step[] {
  const first = segments.flatMap(({ title, purpose, minutes }) => {
    const [, round, step] = /^(.*\b1)\s*:\s*(.+)$/u.exec(title) ?? []
    return round && step ? [{ round, step, purpose: purpose ?? null, minutes }] : []
  })
  const length = first.reduce((sum, { minutes }) => sum + minutes, 0)
  const name = first[0]?.round.replace(/1$/, '')
  return segments.flatMap(({ title, purpose, minutes }): Step[] =>
    name !== undefined && title.startsWith(name) && /^\d+$/.test(title.slice(name.length)) && minutes === length
      ? first.map(({ step, purpose, minutes }) => ({ title: `${title}: ${step}`, purpose, minutes }))
      : [{ title, purpose: purpose ?? null, minutes }],
  )
}
