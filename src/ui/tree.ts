/** The shape of a trunk grown from a seed, and smooth lines around it in few bytes. */

interface Point {
  x: number
  y: number
}
/** Where the trunk's growth line at `share` of the radius stands at `angle`; `bark` roughens it. */
export type Tree = (share: number, angle: number, bark?: boolean) => Point

const turn = Math.PI * 2
const swell = [
  [1, 0.012],
  [2, 0.034],
  [3, 0.024],
  [5, 0.011],
  [8, 0.006],
] as const

/** Grows the tree of a seed: always the same one for the same seed. */
export function growTree(seed: string, at: { x: number; y: number; radius: number }): Tree {
  const random = randomFrom(seed)
  const waves = swell.map(([k, size]) => ({
    k,
    size: size * (0.7 + 0.6 * random()),
    start: random() * turn,
    drift: (random() - 0.5) * 2.2,
  }))
  const rough = [13, 19, 27].map((k) => ({ k, start: random() * turn }))
  const lean = random() * turn
  return (share, angle, bark = false) => {
    let r = 1
    for (const w of waves) r += w.size * (0.3 + 0.9 * share) * Math.cos(w.k * angle + w.start + w.drift * share)
    if (bark) for (const w of rough) r += 0.0065 * Math.cos(w.k * angle + w.start)
    r += 0.006 * Math.sin(share * 97 + angle * 4)
    const heart = (1 - share) * 0.075
    return {
      x: at.x + at.radius * (share * r * Math.cos(angle) + heart * Math.cos(lean)),
      y: at.y + at.radius * (share * r * Math.sin(angle) + heart * Math.sin(lean)),
    }
  }
}

/** A point of the tree in whole numbers. */
export function point(tree: Tree, share: number, angle: number, bark = false): Point {
  const { x, y } = tree(share, angle, bark)
  return { x: Math.round(x), y: Math.round(y) }
}

/** A smooth closed line through the midpoints of a polygon, in whole numbers and relative steps: few bytes. */
export function closedPath(tree: Tree, share: number, points: number, bark = false): string {
  const corners = Array.from({ length: points }, (_, i) => point(tree, share, (i / points) * turn, bark))
  const corner = (i: number) => corners[(i + points) % points]!
  const middle = (i: number): Point => ({
    x: Math.round((corner(i).x + corner(i + 1).x) / 2),
    y: Math.round((corner(i).y + corner(i + 1).y) / 2),
  })
  let at = middle(-1)
  let d = `M${at.x} ${at.y}q`
  corners.forEach((c, i) => {
    const end = middle(i)
    const steps = [c.x - at.x, c.y - at.y, end.x - at.x, end.y - at.y]
    d += steps.map((v, j) => (v < 0 || (i === 0 && j === 0) ? v : ` ${v}`)).join('')
    at = end
  })
  return `${d}z`
}

/** FNV-1a into mulberry32: the same numbers for the same seed, everywhere. */
function randomFrom(seed: string): () => number {
  let a = 2166136261
  for (const c of seed) a = Math.imul(a ^ c.codePointAt(0)!, 16777619)
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
