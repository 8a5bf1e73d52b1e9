/**
 * Fits the calendar into what members promised, what coordination can hold and how many live events a month are
 * allowed, by the steps of the rule book in their order (domain dossier 9.1, step 4). Orientation, digest and follow-up
 * are never dropped.
 */
import type { Json } from '../basics.ts'
import { lower } from './apply.ts'
import { put, type Board } from './board.ts'
import { perYear } from './formulas.ts'
import { fits, formats } from './rulebook.ts'

/** Brings the board's calendar under its three ceilings. A ceiling that cannot be met is left to the checks. */
export function fit(board: Board): void {
  squeeze(board, 'formats', 'cadence.formats-max', regularFormats)
  squeeze(board, 'live-events', 'cadence.live-events-max-per-month', liveEventsPerMonth)
  squeeze(board, 'hours', 'cadence.max-live-hours-per-member-month', liveHours)
}

/** Takes the steps of one fit until the measure is under its ceiling; a step that helps nothing is taken back. */
function squeeze(board: Board, id: string, ceiling: string, measure: (board: Board) => number): void {
  for (const [path, value] of fits[id]!.steps) {
    const now = measure(board)
    if (now <= number(board, ceiling) + 1e-9) return
    if (helps(board, path, value, measure, now)) lower(board, path, value, `fit-${id}`)
  }
}

function helps(board: Board, path: string, value: Json, measure: (board: Board) => number, now: number): boolean {
  const entry = board.decisions.get(path)
  if (!entry || board.locked.has(path)) return false
  const tried: Board = {
    ...board,
    decisions: new Map(board.decisions).set(path, { ...entry, by: [...entry.by], outvoted: [] }),
  }
  return lower(tried, path, value, 'fit') && measure(tried) < now
}

/** Live hours a month of a member who comes to what is meant for them; the retreat is agreed apart and not counted. */
export function liveHours(board: Board): number {
  const hours = Object.entries(formats).reduce(
    (sum, [id, { share }]) => sum + (share * eventsPerYear(board, id) * minutesOf(board, id)) / 60 / 12,
    0,
  )
  return Math.round(hours * 100) / 100
}

/** Regular formats that run. */
function regularFormats(board: Board): number {
  return Object.entries(formats).filter(([id, { regular }]) => regular && perYear(rhythm(board, id)) > 0).length
}

/** Events of the monthly rhythm: sessions, clinics, webinars, office hours; CoP meetings take a session's place. */
function liveEventsPerMonth(board: Board): number {
  const counted = [
    'monthly-learning-session',
    'peer-clinic',
    'webinar',
    'case-clinic',
    'office-hours',
    'cop-meeting-with-panel',
  ]
  return counted.reduce((sum, id) => sum + eventsPerYear(board, id), 0) / 12
}

/** Events of a format in a year; in the month of a CoP meeting with panel there is no monthly learning session. */
function eventsPerYear(board: Board, id: string): number {
  const times = perYear(rhythm(board, id))
  if (
    id !== 'monthly-learning-session' ||
    times < 12 ||
    board.decisions.get('cadence.cop-meeting-takes-slot')?.value !== true
  )
    return times
  return times - perYear(rhythm(board, 'cop-meeting-with-panel'))
}

/** Minutes of one event of a format, held to the longest session that is allowed, unless a person settled them. */
export function minutesOf(board: Board, id: string): number {
  const path = `cadence.minutes.${id}`
  if (board.locked.has(path)) return number(board, path)
  if (id === 'annual-retreat') return retreatMinutes(board)
  const { minutes, capped } = formats[id]!
  return capped ? Math.min(minutes, number(board, 'cadence.session-max-minutes')) : minutes
}

/** Writes down the minutes of what runs, before the fit (so that a person may settle them) and after it. */
export function writeMinutes(board: Board): void {
  for (const path of board.decisions.keys()) {
    if (path.startsWith('cadence.minutes.') && !board.locked.has(path)) board.decisions.delete(path)
  }
  for (const id of running(board)) put(board, `cadence.minutes.${id}`, minutesOf(board, id), minutesBecause(board, id))
}

/** Writes down what the fit came to: the events that run and the load. */
export function writeEvents(board: Board): void {
  const ids = running(board)
  put(
    board,
    'cadence.events',
    ids.filter((id) => id !== 'office-hours'),
    reasonsOf(board, ids),
  )
  put(board, 'cadence.live-hours-per-member-month', liveHours(board), ['formula-live-hours'])
}

const running = (board: Board): string[] => Object.keys(formats).filter((id) => runs(board, id))

const runs = (board: Board, id: string): boolean =>
  id === 'annual-retreat' ? (rhythm(board, id) ?? 'none') !== 'none' : perYear(rhythm(board, id)) > 0

const reasonsOf = (board: Board, ids: string[]): string[] => [
  ...new Set(ids.flatMap((id) => board.decisions.get(`cadence.${id}`)?.by ?? [])),
]

/** The cap is a reason only where it bites. */
function minutesBecause(board: Board, id: string): string[] {
  const bites = id !== 'annual-retreat' && minutesOf(board, id) < formats[id]!.minutes
  return bites
    ? (board.decisions.get('cadence.session-max-minutes')?.by ?? [])
    : (board.decisions.get(`cadence.${id}`)?.by ?? [])
}

/** Minutes of a retreat by its form: half a day 180, four online sittings of 150, a day 420, two days 900. */
function retreatMinutes(board: Board): number {
  const form = rhythm(board, 'annual-retreat') ?? 'none'
  if (form.includes('half-day')) return 180
  if (form.includes('4x150')) return 600
  return form.includes('two-days') || form.includes('partial-travel') ? 900 : 420
}

const rhythm = (board: Board, id: string): string | undefined =>
  board.decisions.get(`cadence.${id}`)?.value as string | undefined

const number = (board: Board, path: string): number => Number(board.decisions.get(path)?.value ?? Infinity)
