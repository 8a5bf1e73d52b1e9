/**
 * The rings of a community, drawn as the cross-section of a trunk. The radial width of a band is proportional to the
 * people in it; a line of grain stands for a fixed number of people. The shape (eccentric heart, slow waves, rough bark)
 * comes only from the seed: the same community is always the same tree. Colours come from CSS (`--ring-1` to `--ring-5`).
 */
import { closedPath, growTree, point, type Tree } from './tree.ts'

/** The five rings from heart to bark, in the order in which they are drawn. */
export const ringNames = ['core', 'active', 'occasional', 'peripheral', 'dormant'] as const
export type RingName = (typeof ringNames)[number]
/** How many people are in each ring. */
export type RingCounts = Readonly<Record<RingName, number>>

export interface Band {
  /** 1 (heart) to 5 (bark): the class `r1` to `r5` and the row of its leader. */
  n: number
  people: number
  /** Inner and outer edge as shares of the radius, 0 to 1. */
  inner: number
  outer: number
}

const box = { width: 1100, height: 1000, x: 485, y: 500, radius: 462 }
const grainSteps = [1, 2, 4, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000]
const mostLines = 34
/** Every page shows the same mark, and Home the same trunk, to everybody: the last ones are kept as they were drawn. */
const drawn = new Map<string, string>()
const mostDrawn = 128
/** Without its style sheet the trunk is a line drawing, not a black disc. */
const bare = 'fill="none" stroke="currentColor" stroke-width="4"'
const leaderAngles = [-0.9, -0.75, -0.12, 0.42, 0.86]

/** The bands that have anybody in them; none when there is nobody at all. */
export function bandsOf(counts: RingCounts): Band[] {
  const total = peopleIn(counts)
  let before = 0
  const bands = ringNames.map((name, i) => {
    const people = counts[name]
    const inner = before / total
    before += people
    return { n: i + 1, people, inner, outer: before / total }
  })
  return bands.filter((band) => band.people > 0)
}

/** How many people one line of grain stands for: the smallest round number that leaves the lines apart. */
export function peoplePerLine(total: number): number {
  return grainSteps.find((step) => total / step <= mostLines) ?? Math.ceil(total / mostLines)
}

/** All people in the rings. */
export const peopleIn = (counts: RingCounts): number => ringNames.reduce((sum, name) => sum + counts[name], 0)

/**
 * The trunk with a leader from each band to its row beside the picture, as SVG. `label` says the same in words.
 * Nobody yet: a seedling's outline, no band.
 */
export function drawRings(seed: string, counts: RingCounts, label: string): string {
  return once(`${seed}\n${label}\n${ringNames.map((name) => counts[name]).join()}`, () => trunk(seed, counts, label))
}

function trunk(seed: string, counts: RingCounts, label: string): string {
  const tree = growTree(seed, box)
  const total = peopleIn(counts)
  const open = `<svg viewBox="0 0 ${box.width} ${box.height}" width="440" height="400" ${bare} role="img" aria-label="${escape(label)}">`
  if (total === 0) return `${open}<path class="seedling" d="${closedPath(tree, 0.3, 16)}"/></svg>`
  const bands = bandsOf(counts)
  const perLine = peoplePerLine(total)
  const shares = Array.from({ length: Math.ceil(total / perLine) - 1 }, (_, i) => ((i + 1) * perLine) / total)
  const grain = (late: boolean) =>
    shares
      .filter((_, i) => (i % 3 === 0) === late)
      .map((share) => closedPath(tree, share, 12))
      .join('')
  return [
    open,
    ...fills(tree, bands, 16),
    `<path class="grain" d="${grain(false)}"/><path class="grain late" d="${grain(true)}"/>`,
    `<path class="check" d="${crack(tree)}"/>`,
    ...bands.map((band) => leader(tree, band)),
    '</svg>',
  ].join('')
}

/**
 * The same tree small enough for a masthead. Without counts (nobody to count, or a page of no community) it shows growth
 * lines only: a filled ring always stands for people.
 */
export function drawMark(seed: string, counts?: RingCounts): string {
  return once(`${seed}\nmark\n${counts ? ringNames.map((name) => counts[name]).join() : ''}`, () => mark(seed, counts))
}

function mark(seed: string, counts?: RingCounts): string {
  const tree = growTree(seed, box)
  const open = `<svg class="mark" viewBox="15 30 940 940" width="34" height="34" ${bare} aria-hidden="true">`
  if (counts && peopleIn(counts) > 0) return `${open}${fills(tree, bandsOf(counts), 14).join('')}</svg>`
  const lines = [0.2, 0.4, 0.62, 0.82].map((share) => closedPath(tree, share, 14)).join('')
  return `${open}<path class="r5" d="${closedPath(tree, 1, 14)}"/><path class="r4" d="${closedPath(tree, 0.9, 14)}"/><path class="grain" d="${lines}"/></svg>`
}

function once(key: string, draw: () => string): string {
  const known = drawn.get(key)
  if (known !== undefined) return known
  const svg = draw()
  if (drawn.size >= mostDrawn) drawn.delete(drawn.keys().next().value!)
  drawn.set(key, svg)
  return svg
}

/** The bands as nested areas, the widest first; the outermost wears the bark's rough edge where there is room for it. */
function fills(tree: Tree, bands: Band[], points: number): string[] {
  return bands.toReversed().map((band) => {
    const bark = band.outer === 1 && points > 14
    return `<path class="r${band.n}" d="${closedPath(tree, band.outer, bark ? 44 : points, bark)}"/>`
  })
}

/** One drying crack, from near the heart towards the bark. */
function crack(tree: Tree): string {
  const at = (share: number, angle: number) => {
    const { x, y } = point(tree, share, angle)
    return `${x} ${y}`
  }
  return `M${at(0.05, 2.5)}Q${at(0.4, 2.36)} ${at(0.8, 2.3)}Q${at(0.4, 2.42)} ${at(0.05, 2.5)}z`
}

/** From a dot on the band to the row of the label beside the picture. */
function leader(tree: Tree, { n, inner, outer }: Band): string {
  const y = ((n - 0.5) / ringNames.length) * box.height
  const dot = point(tree, (inner + outer) / 2, leaderAngles[n - 1]!)
  return `<path class="lead" d="M${dot.x} ${dot.y}L${box.x + box.radius + 45} ${y}H${box.width}"/><circle class="dot" cx="${dot.x}" cy="${dot.y}" r="9"/>`
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
