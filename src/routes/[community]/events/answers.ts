/** The answers that a form offers, and what was chosen: `yes`, `maybe`, `no`, `waiting`, or `room`, `online-waiting` …. */
import type { Words } from '#i18n/index.ts'
import type { Option } from '#ui/types.ts'

/** What of an event says which answers there are. */
export interface Asked {
  place: string
  /** Places left; `null` where there is no end of them. Of an event in a room and online, those in the room. */
  left: number | null
  left_online: number | null
}

interface Standing {
  answer: string | null
  mode: string | null
}

/** The same answers, said by oneself or about somebody else. */
const own = {
  yes: 'events.answer.yes',
  room: 'registration.panel.room',
  online: 'registration.panel.online',
  wait: 'registration.panel.wait',
  waitRoom: 'registration.panel.waitRoom',
  waitOnline: 'registration.panel.waitOnline',
  maybe: 'events.answer.maybe',
  no: 'events.answer.no',
} as const
const theirs = {
  yes: 'registration.others.yes',
  room: 'registration.others.room',
  online: 'registration.others.online',
  wait: 'registration.others.wait',
  waitRoom: 'registration.others.waitRoom',
  waitOnline: 'registration.others.waitOnline',
  maybe: 'registration.others.maybe',
  no: 'registration.others.no',
} as const

/** What can be said to an event by (or for) somebody who stands like this: waiting, where there is no place left. */
export function answerOptions(w: Words, event: Asked, standing: Standing, forOthers = false): Option[] {
  const said = forOthers ? theirs : own
  const has = (mode: string | null) =>
    (standing.answer === 'yes' || standing.answer === 'offered') && (standing.mode === mode || mode === null)
  const yes: Option[] =
    event.place === 'hybrid'
      ? [
          event.left === 0 && !has('room')
            ? { value: 'room-waiting', label: w(said.waitRoom) }
            : { value: 'room', label: w(said.room) },
          event.left_online === 0 && !has('online')
            ? { value: 'online-waiting', label: w(said.waitOnline) }
            : { value: 'online', label: w(said.online) },
        ]
      : event.left === 0 && !has(null)
        ? [{ value: 'waiting', label: w(said.wait) }]
        : [{ value: 'yes', label: w(said.yes) }]
  return [...yes, { value: 'maybe', label: w(said.maybe) }, { value: 'no', label: w(said.no) }]
}

/** The value of the answer that stands. */
export function standingValue(event: Asked, { answer, mode }: Standing): string | undefined {
  if (event.place !== 'hybrid' || (answer !== 'yes' && answer !== 'waiting')) return answer ?? undefined
  return answer === 'yes' ? (mode ?? 'room') : `${mode ?? 'room'}-waiting`
}

/** The fields of the verb for what was chosen. */
export function chosen(value: unknown): { answer: unknown; mode?: string } {
  const [, mode, waiting] = /^(room|online)(-waiting)?$/.exec(String(value)) ?? []
  return mode ? { answer: waiting ? 'waiting' : 'yes', mode } : { answer: value }
}

/** The sentences about places beside the answers: that they are taken, or how many are left. */
export function placesSaid(
  w: Words,
  event: Asked & { capacity: number | null; online_capacity: number | null },
  standing: Standing,
): string[] {
  const comes = (mode: string | null) => standing.answer === 'yes' && (mode === null || standing.mode === mode)
  const said = (left: number | null, capacity: number | null, mode: 'Room' | 'Online' | '') => {
    if (left === null || comes(mode === '' ? null : mode.toLowerCase())) return []
    if (left > 0)
      return mode === ''
        ? [w('events.page.placesLeft', { left, capacity })]
        : [w(`registration.panel.left${mode}`, { left, capacity })]
    return [w(`registration.panel.full${mode}`, { capacity })]
  }
  return event.place === 'hybrid'
    ? [...said(event.left, event.capacity, 'Room'), ...said(event.left_online, event.online_capacity, 'Online')]
    : said(event.left, event.capacity, '')
}
