/** What does not go with sessions side by side. Pure. */
import type { StoredSession } from './load.ts'

export type SessionClash =
  /** Somebody leads two sessions of one slot. */
  | { kind: 'two-here'; who: string; what: string; other: string }
  /** One room holds two sessions of one slot. */
  | { kind: 'room-twice'; room: string; what: string; other: string }
  /** One session is not a choice. */
  | { kind: 'alone'; what: string }
  /** Fewer places than people who come. */
  | { kind: 'few-places'; part: string; places: number; coming: number }

type Session = Pick<StoredSession, 'segment_id' | 'title' | 'room' | 'leader_id' | 'leader' | 'capacity'>

/** Clashes within each slot, in the order of the agenda. */
export function sessionClashes(
  parts: readonly { id: string; title: string }[],
  sessions: readonly Session[],
  coming: number,
): SessionClash[] {
  return parts.flatMap((part): SessionClash[] => {
    const here = sessions.filter(({ segment_id }) => segment_id === part.id)
    const pairs = here.flatMap((one, i) => here.slice(i + 1).map((other) => [one, other] as const))
    const [only] = here
    const places = here.every(({ capacity }) => capacity !== null)
      ? here.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
      : Infinity
    return [
      ...pairs
        .filter(([one, other]) => one.leader_id !== null && one.leader_id === other.leader_id)
        .map(([one, other]) => ({
          kind: 'two-here' as const,
          who: one.leader ?? '',
          what: one.title,
          other: other.title,
        })),
      ...pairs
        .filter(([one, other]) => one.room && plain(one.room) === plain(other.room))
        .map(([one, other]) => ({ kind: 'room-twice' as const, room: one.room!, what: one.title, other: other.title })),
      ...(only && here.length === 1 ? [{ kind: 'alone' as const, what: only.title }] : []),
      ...(here.length > 1 && places < coming
        ? [{ kind: 'few-places' as const, part: part.title, places, coming }]
        : []),
    ]
  })
}

const plain = (room: string | null) => (room ?? '').trim().toLowerCase()
