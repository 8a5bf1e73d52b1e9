/**
 * Groups that mix: people of one organisation, of one circle and of last time apart, newcomers spread. Pure, and the same
 * people, size and seed give the same groups.
 */

export interface Mixed {
  id: string
  organisation: string | null
  /** In a circle by invitation. */
  inner: boolean
  newcomer: boolean
}

/** What it costs when two are in one group. Being together again costs most; then coming from one house. */
const cost = { again: 8, organisation: 6, newcomers: 2, inner: 1 }

/** How many groups so many people make: of the size wished, or one larger where the rest would be too few. */
export function groupCount(people: number, size: number): number {
  return Math.max(1, Math.min(Math.round(people / size), Math.floor(people / 2) || 1))
}

/**
 * Numbers of groups, from 1, by person. `together` holds pairs (`pairOf`) that were in one group before, with how often.
 * Sizes differ by one at most.
 */
export function mix(
  people: readonly Mixed[],
  size: number,
  seed: number,
  together: ReadonlyMap<string, number> = new Map(),
): Map<string, number> {
  const random = numbersFrom(seed)
  const groups: Mixed[][] = Array.from({ length: groupCount(people.length, size) }, () => [])
  const between = (a: Mixed, b: Mixed) => costOf(a, b, together)
  // Whoever is hardest to place comes first: those who share an organisation with most others.
  const sizes = Map.groupBy(people, ({ organisation }) => organisation ?? '')
  const crowd = (person: Mixed) => (person.organisation ? sizes.get(person.organisation)!.length : 0)
  const order = shuffled(
    people.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    random,
  ).toSorted((a, b) => crowd(b) - crowd(a))
  const most = Math.ceil(people.length / groups.length)
  const full = people.length - groups.length * (most - 1)
  for (const person of order) {
    const filled = groups.filter((group) => group.length === most).length
    const open = groups.filter((group) => group.length < (filled < full ? most : most - 1))
    const least = Math.min(...open.map((group) => group.length))
    const best = open
      .map((group) => ({ group, price: sum(group, (other) => between(person, other)) + (group.length - least) * 3 }))
      .toSorted((a, b) => a.price - b.price)[0]!
    best.group.push(person)
  }
  improve(groups, between, random)
  return new Map(groups.flatMap((group, i) => group.map(({ id }) => [id, i + 1] as const)))
}

/** The group in which somebody who comes late is best: of the smallest ones, the one that mixes most. */
export function placeLate(
  person: Mixed,
  groups: ReadonlyMap<number, readonly Mixed[]>,
  together: ReadonlyMap<string, number>,
): number {
  const least = Math.min(...[...groups.values()].map((group) => group.length))
  return [...groups]
    .filter(([, group]) => group.length === least)
    .map(([number, group]) => ({ number, price: sum(group, (other) => costOf(person, other, together)) }))
    .toSorted((a, b) => a.price - b.price || a.number - b.number)[0]!.number
}

/** The name of a pair, whichever of the two is named first. */
export const pairOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

function costOf(a: Mixed, b: Mixed, together: ReadonlyMap<string, number>): number {
  return (
    cost.again * (together.get(pairOf(a.id, b.id)) ?? 0) +
    (a.organisation !== null && a.organisation === b.organisation ? cost.organisation : 0) +
    (a.newcomer && b.newcomer ? cost.newcomers : 0) +
    (a.inner && b.inner ? cost.inner : 0)
  )
}

/** Swaps two people of two groups as long as that mixes better; a bounded number of tries. */
function improve(groups: Mixed[][], between: (a: Mixed, b: Mixed) => number, random: () => number): void {
  if (groups.length < 2) return
  const people = sum(groups, (group) => group.length)
  const within = (person: Mixed, group: readonly Mixed[], without: Mixed) =>
    sum(group, (other) => (other === person || other === without ? 0 : between(person, other)))
  for (let tries = Math.min(people * 60, 20_000); tries > 0; tries--) {
    const one = groups[Math.floor(random() * groups.length)]!
    const two = groups[Math.floor(random() * groups.length)]!
    if (one === two || one.length === 0 || two.length === 0) continue
    const i = Math.floor(random() * one.length)
    const j = Math.floor(random() * two.length)
    const [a, b] = [one[i]!, two[j]!]
    const now = within(a, one, a) + within(b, two, b)
    const then = within(a, two, b) + within(b, one, a)
    if (then < now) [one[i], two[j]] = [b, a]
  }
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const all = [...items]
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
