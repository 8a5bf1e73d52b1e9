/**
 * The dictionary of decision paths: what the rules may settle, in which part, and what may stand there.
 * The data is `content/design-paths.json`; `content/README.md` prints it.
 */
import paths from '#content/design-paths.json' with { type: 'json' }
import type { Json, PartId } from '../basics.ts'

/** What stands at a path. A requirement is a mandatory item, a recommendation is advice; the rest are decisions. */
export type PathKind = 'enum' | 'number' | 'boolean' | 'list' | 'map' | 'requirement' | 'recommendation'

export interface PathSpec {
  path: string
  kind: PathKind
  meaning: string
  /** The values that may stand there, or the name of the catalogue that they come from. */
  options?: Json[] | string
  /** Name of the ordered scale that the values come from, least first. */
  scale?: keyof typeof paths.scales
  /** A safety path: it is only ever tightened, and loosening it by hand needs a written reason. */
  strict?: boolean
  unit?: string
  /** What a map or a requirement holds, when it is not a code. */
  of?: string
  /** A requirement that holds a list. */
  list?: boolean
}

/** The ordered scales, least (or most open) first. */
export const scales: Readonly<Record<string, readonly string[]>> = paths.scales

/** Every path, in the order of the README. */
export const allPaths = paths.paths as readonly PathSpec[]

const byPath = new Map(allPaths.map((spec) => [spec.path, spec]))

/** What is known of a path; a map's entries (`cadence.minutes.webinar`) are known by the map. */
export function pathSpec(path: string): PathSpec | undefined {
  const known = byPath.get(path)
  if (known) return known
  const map = byPath.get(path.slice(0, path.lastIndexOf('.')))
  return map?.kind === 'map' ? { ...map, path, kind: map.of as PathKind } : undefined
}

/** The values that may stand at a path, least first where they are ordered; `undefined` where any may. */
export function optionsOf(spec: PathSpec): readonly Json[] | undefined {
  if (spec.scale) return scales[spec.scale]
  return Array.isArray(spec.options) ? spec.options : undefined
}

const parts: Record<string, PartId> = {
  design: 'governance',
  governance: 'governance',
  membership: 'governance',
  structure: 'governance',
  onboarding: 'governance',
  cadence: 'calendar',
  facilitation: 'calendar',
  recording: 'calendar',
  content: 'knowledge',
  library: 'knowledge',
  directory: 'knowledge',
  digest: 'knowledge',
  engagement: 'engagement',
  launch: 'engagement',
  channels: 'platform',
  moderation: 'platform',
  platform: 'platform',
  mne: 'evaluation',
  targets: 'evaluation',
  budget: 'sustainability',
  sustainability: 'sustainability',
}

/** The part of the design that a path belongs to, by its first word. */
export function partOf(path: string): PartId {
  const first = path.split('.')[0] ?? ''
  const part = parts[first]
  if (!part) throw new Error(`No part holds the path "${path}"`)
  return part
}
