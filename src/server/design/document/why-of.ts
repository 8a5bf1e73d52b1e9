/** Decision blocks: what was settled, as a sentence, with the reasons of all the decisions behind it. */
import type { Because, Design, Json } from '../types.ts'
import type { BlockOf } from './blocks.ts'

/** What a decision block is made from; `because` are the paths behind it, the first of which gives the block its id. */
export interface Settled {
  /** What stands for the block where no single path does, such as `mission`. */
  id?: string
  title: string
  text: string
  because: readonly string[]
  /** Reasons that a composer worked out itself. */
  why?: readonly Because[]
  number?: string
}

/** A decision with its reasons, each rule once, and a person's change of any of its paths. The base design explains nothing unless it is alone. */
export function decisionBlock(design: Pick<Design, 'decisions' | 'overrides'>, settled: Settled): BlockOf<'decision'> {
  const decided = settled.because.flatMap(
    (path) => design.decisions.find((decision) => decision.id === path)?.because ?? [],
  )
  const all = eachOnce([...(settled.why ?? []), ...decided])
  const spoken = all.filter((reason) => reason.rule !== 'base')
  const changed = settled.because.find((path) => design.overrides[path])
  return {
    kind: 'decision',
    id: settled.id ?? settled.because[0] ?? settled.title,
    ...(settled.number && { number: settled.number }),
    title: settled.title,
    text: settled.text,
    why: spoken.length > 0 ? spoken : all,
    ...(changed && { override: design.overrides[changed] }),
  }
}

function eachOnce(reasons: readonly Because[]): Because[] {
  return reasons.filter(
    (one, place) => reasons.findIndex((other) => other.rule === one.rule && other.reason === one.reason) === place,
  )
}

/** The value decided at a path; `undefined` where no rule spoke. */
export function valueAt(design: Pick<Design, 'decisions'>, path: string): Json | undefined {
  return design.decisions.find((decision) => decision.id === path)?.value
}
