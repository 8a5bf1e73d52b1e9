/**
 * The ornament of a cover: the rings of a trunk as bare growth lines. The shape comes from a seed alone, so a community's
 * papers all carry the same tree. No band is filled: filled rings count people, and a paper that counts nobody may not.
 */
const turn = Math.PI * 2
const size = 1000

/** Closed outlines from the bark inwards, as SVG path data in a box of 1000 × 1000. */
export function growthLines(seed: string, lines = 9): string[] {
  const tree = grow(seed)
  return Array.from({ length: lines }, (_, i) => outline(tree, 1 - (i / lines) ** 1.15, i === 0))
}

type Tree = (share: number, angle: number, bark: boolean) => { x: number; y: number }

function grow(seed: string): Tree {
  const random = randomFrom(seed)
  const waves = [
    [1, 0.012],
    [2, 0.034],
    [3, 0.024],
    [5, 0.011],
    [8, 0.006],
  ].map(([k, height]) => ({
    k: k!,
    height: height! * (0.7 + 0.6 * random()),
    start: random() * turn,
    drift: (random() - 0.5) * 2.2,
  }))
  const rough = [13, 19, 27].map((k) => ({ k, start: random() * turn }))
  const lean = random() * turn
  return (share, angle, bark) => {
    let r = 1
    for (const w of waves) r += w.height * (0.3 + 0.9 * share) * Math.cos(w.k * angle + w.start + w.drift * share)
    if (bark) for (const w of rough) r += 0.0065 * Math.cos(w.k * angle + w.start)
    const heart = (1 - share) * 0.075
    const along = (trig: (angle: number) => number) =>
      size / 2 + 0.455 * size * (share * r * trig(angle) + heart * trig(lean))
    return { x: along(Math.cos), y: along(Math.sin) }
  }
}

/** A smooth closed line through the midpoints of a polygon. */
function outline(tree: Tree, share: number, bark: boolean): string {
  const points = bark ? 44 : 18
  const corners = Array.from({ length: points }, (_, i) => tree(share, (i / points) * turn, bark))
  const corner = (i: number) => corners[(i + points) % points]!
  const middle = (i: number) => say((corner(i).x + corner(i + 1).x) / 2, (corner(i).y + corner(i + 1).y) / 2)
  const bends = corners.map((c, i) => `Q${say(c.x, c.y)} ${middle(i)}`)
  return `M${middle(-1)}${bends.join('')}Z`
}

const say = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`

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
