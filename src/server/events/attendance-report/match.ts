/** Whom of the community a report names. Pure. */
import { alike, likeness, nearWord, plain, readings } from './names.ts'
import type { Attendee } from './people.ts'

/** Somebody whom a name may mean: a member, or a guest of the event. */
export interface Known {
  id: string
  is: 'member' | 'guest'
  name: string
  organisation: string | null
  email: string
  /** They said that they come: of two with one name it is more likely they. */
  expected: boolean
}

/** How somebody was recognised; `near` and `several` are for a person to decide. */
export type How = 'address' | 'decided' | 'name' | 'near' | 'several' | 'nobody' | 'unknown'

export interface Match {
  how: How
  /** Who it is, where that is sure. */
  who: Known | null
  /** Who it may be, most likely first. */
  proposals: Known[]
}

/** Less alike than this is not proposed. */
const alikeEnough = 0.62
const proposed = 4

/** Makes a function that recognises people; what it needs of all the names is prepared once. */
export function matcher(people: readonly Known[], decided: (attendee: Attendee) => string | null | undefined) {
  const byAddress = new Map(people.map((person) => [person.email.toLowerCase(), person]))
  const byName = Map.groupBy(people, ({ name }) => plain(name))
  const nearTo = nearNames(people)
  const ids = new Map(people.map((person) => [person.id, person]))

  return (attendee: Attendee): Match => {
    const addressed = attendee.email ? byAddress.get(attendee.email) : undefined
    if (addressed) return sure('address', addressed)
    const before = decided(attendee)
    if (before === null) return { how: 'nobody', who: null, proposals: [] }
    const remembered = before === undefined ? undefined : ids.get(before)
    if (remembered) return sure('decided', remembered)
    const said = readings(attendee.name)
    const same = [...new Set(said.filter((name) => name.includes(' ')).flatMap((name) => byName.get(name) ?? []))]
    if (same.length === 1) return sure('name', same[0]!)
    if (same.length > 1) return { how: 'several', who: null, proposals: likely(same) }
    const near = [...new Set(said.flatMap(nearTo))]
      .map((person) => ({ person, like: Math.max(...said.map((name) => likeness(name, plain(person.name)))) }))
      .filter(({ like }) => like >= alikeEnough)
      .toSorted((a, b) => b.like - a.like || Number(b.person.expected) - Number(a.person.expected))
      .map(({ person }) => person)
    return { how: near.length > 0 ? 'near' : 'unknown', who: null, proposals: near.slice(0, proposed) }
  }
}

const sure = (how: How, person: Known): Match => ({ how, who: person, proposals: [person] })

const likely = (people: Known[]): Known[] =>
  people.toSorted((a, b) => Number(b.expected) - Number(a.expected) || a.name.localeCompare(b.name)).slice(0, proposed)

/**
 * Makes a function that finds whose names have two words near those of a name, or one where there is no more. Every
 * different word of the community is compared once: many people share few first names.
 */
function nearNames(people: readonly Known[]): (name: string) => Known[] {
  const byWord = new Map<string, Known[]>()
  for (const person of people) {
    for (const word of new Set(plain(person.name).split(' '))) {
      const theirs = byWord.get(word)
      if (theirs) theirs.push(person)
      else byWord.set(word, [person])
    }
  }
  const byLetter = Map.groupBy(byWord.keys(), (word) => word[0] ?? '')
  const known = new Map<string, Known[]>()
  const haveWordNear = (word: string): Known[] => {
    const found =
      known.get(word) ??
      (byLetter.get(word[0]!) ?? [])
        .filter((other) => alike(word, other) >= nearWord)
        .flatMap((other) => byWord.get(other)!)
    known.set(word, found)
    return found
  }
  return (name) => {
    // An initial alone is near to too many.
    const words = [...new Set(name.split(' '))].filter((word) => word.length > 1)
    const shared = new Map<Known, number>()
    for (const word of words)
      for (const person of new Set(haveWordNear(word))) shared.set(person, (shared.get(person) ?? 0) + 1)
    const enough = Math.min(2, words.length)
    return [...shared].flatMap(([person, n]) => (n >= enough ? [person] : []))
  }
}
