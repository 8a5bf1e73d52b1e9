/** How many places there are, and who may have one. Pure: the database has the last word (constraint `event_capacity`). */
import { Conflict } from '../../errors.ts'
import type { EventRow } from '../access.ts'
import type { Answer, Given, Way } from '../answer.ts'

export type Places = Pick<
  EventRow,
  'place' | 'capacity' | 'online_capacity' | 'coming' | 'coming_online' | 'offered' | 'offered_online'
>

/** Where somebody stands: their answer with what belongs to it. A guest who has not confirmed has `asked`. */
export interface Standing {
  answer: Given | 'asked' | null
  mode: Way | null
  waiting_since: Temporal.Instant | null
  offer_until: Temporal.Instant | null
}

export interface Wanted {
  /** `waiting`: a place, or a place on the waiting list where there is none. */
  answer: Answer | 'waiting'
  /** Where, of an event in a room and online; where they stand already or in the room if not said. */
  mode?: Way | undefined
}

export const nowhere: Standing = { answer: null, mode: null, waiting_since: null, offer_until: null }

/** Places that are neither taken nor offered; `null` where there is no end of them. */
export function placesLeft(event: Places, mode: Way | null): number | null {
  const online = event.coming_online + event.offered_online
  if (mode === 'online') return event.online_capacity === null ? null : event.online_capacity - online
  return event.capacity === null ? null : event.capacity - (event.coming + event.offered - online)
}

/** Where somebody stands after saying something. Throws Conflict `events.full` for a yes without a place. */
export function standingAfter(event: Places, before: Standing, wanted: Wanted, now: Temporal.Instant): Standing {
  if (wanted.answer === 'maybe' || wanted.answer === 'no') return { ...nowhere, answer: wanted.answer }
  const mode = event.place === 'hybrid' ? (wanted.mode ?? before.mode ?? 'room') : null
  const left = placesLeft(event, mode)
  if (left === null || left > 0 || (hasPlace(before) && before.mode === mode))
    return { ...nowhere, answer: 'yes', mode }
  if (wanted.answer === 'yes') throw full(event, mode)
  const waits = before.answer === 'waiting' && before.mode === mode
  return { ...nowhere, answer: 'waiting', mode, waiting_since: waits ? before.waiting_since : now }
}

/** Whether going from one to the other leaves a place for somebody else. */
export function freesPlace(before: Standing, after: Standing): boolean {
  return hasPlace(before) && !(hasPlace(after) && before.mode === after.mode)
}

export function full(event: Places, mode: Way | null): Conflict {
  return new Conflict('events.full', { capacity: mode === 'online' ? event.online_capacity : event.capacity })
}

/** What the database said when the last place was taken meanwhile. */
export function isFull(error: unknown): boolean {
  const { constraint } = error as { constraint?: string }
  return constraint === 'event_capacity' || constraint === 'event_online_capacity'
}

function hasPlace({ answer }: Standing): boolean {
  return answer === 'yes' || answer === 'offered'
}
