/** The gaps a community works on. */
import type { Decided, Gap } from '../../basics.ts'

/** The gaps by priority, the urgent first; empty where only their types were given. */
export function gapsOf(decided: Decided): Gap[] {
  const weight = { high: 0, medium: 1, low: 2 }
  return [...(decided.context.gaps.list ?? [])].sort((a, b) => weight[a.priority] - weight[b.priority])
}

/** The types of gap by priority: those of the list first, then the others that were answered. */
export function gapTypes(decided: Decided): string[] {
  return [...new Set([...gapsOf(decided).map((gap) => gap.type), ...decided.answer<string[]>('gaps.types')])]
}

/** A title as it stands inside a sentence: its first letter falls, unless the word is an abbreviation. */
export function inSentence(title: string): string {
  const [first = '', second = ''] = title
  return second === second.toLocaleLowerCase() && /\p{Ll}|\s/u.test(second)
    ? first.toLocaleLowerCase() + title.slice(1)
    : title
}
