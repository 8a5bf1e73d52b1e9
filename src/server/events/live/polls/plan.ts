/** A poll as it is typed, for an event or for a format, and the rows that follow from it. Pure. */
import { z } from 'zod'
import { Invalid } from '../../../errors.ts'
import { clock, day, flag, line, oneOf, optional, whole } from '../../../foundations/input.ts'
import { scheduled } from '../../../foundations/time/index.ts'
import { kinds, shows, withOptions, type PollKind, type ResultsShown } from './kinds.ts'

/** One option a line; of a quiz the right one begins with `*`; of dates it is `2026-04-09 14:00`. */
const options = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split(/\r?\n/)
          .map((each) => each.trim())
          .filter(Boolean)
      : value,
  z.array(line(200)).max(20, 'live.options-many').optional(),
)

/** Every field of the form. */
export const pollFields = {
  kind: oneOf(kinds),
  question: line(300),
  options,
  most: optional(whole(1, 20)),
  low: optional(whole(-10, 100)),
  high: optional(whole(-10, 100)),
  low_label: optional(line(60)),
  high_label: optional(line(60)),
  results: optional(oneOf(shows)),
  anonymous: flag.optional(),
  changeable: flag.optional(),
}
export type PollPlan = z.output<z.ZodObject<typeof pollFields>>

/** A poll of a format: dates are of one meeting alone, so there is none to find them. */
export const formatPoll = z.object(pollFields).superRefine((poll, found) => {
  if (poll.kind === 'dates') return found.addIssue({ code: 'custom', path: ['kind'], message: 'live.dates-in-format' })
  try {
    columnsOf(poll)
    optionsOf(poll, 'UTC')
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    for (const { path, code } of problem.issues) found.addIssue({ code: 'custom', path, message: code })
  }
})

/** How many one may choose or type, where nothing is said: of words three, as many as people find at once. */
const defaults: Partial<Record<PollKind, { most?: number; results?: ResultsShown }>> = {
  words: { most: 3, results: 'live' },
  open: { results: 'live' },
  dates: { results: 'live' },
}

/** What the row of a poll says. Throws Invalid at the field that does not fit. */
export function columnsOf(input: PollPlan) {
  const { kind } = input
  const many = kind === 'multiple' || kind === 'words'
  const scale = kind === 'scale'
  const [low, high] = [input.low ?? 1, input.high ?? 5]
  if (scale && (high <= low || high - low > 10)) throw wrong('high', 'live.scale')
  return {
    kind,
    question: input.question,
    most: many ? (input.most ?? defaults[kind]?.most ?? null) : null,
    low: scale ? low : null,
    high: scale ? high : null,
    low_label: scale ? (input.low_label ?? null) : null,
    high_label: scale ? (input.high_label ?? null) : null,
    results: input.results ?? defaults[kind]?.results ?? ('after-close' as const),
    is_anonymous: input.anonymous ?? true,
    is_changeable: input.changeable ?? true,
  }
}

/** What one chooses from, in order. Throws Invalid at `options` for what cannot be chosen from. */
export function optionsOf({ kind, options = [] }: PollPlan, zone: string) {
  if (!withOptions.has(kind)) return []
  if (options.length < 2) throw wrong('options', 'live.options-few')
  const rows = options.map((text, i) => {
    const is_right = kind === 'quiz' && text.startsWith('*')
    const label = is_right ? text.slice(1).trim() : text
    if (label === '') throw wrong('options', 'live.options-few')
    return { position: i + 1, label, is_right, starts_at: kind === 'dates' ? momentOf(text, zone) : null }
  })
  if (new Set(rows.map(({ label }) => label.toLowerCase())).size < rows.length)
    throw wrong('options', 'live.options-twice')
  if (kind === 'quiz' && rows.filter((row) => row.is_right).length !== 1) throw wrong('options', 'live.options-right')
  return rows
}

/** The options of a poll as they are typed, one a line. */
export function linesOf(
  { kind }: { kind: PollKind },
  options: readonly { label: string; is_right: boolean }[],
): string[] {
  return options.map(({ label, is_right }) => (kind === 'quiz' && is_right ? `*${label}` : label))
}

/** A day and a clock in the zone of the event: that of whoever asks. */
function momentOf(text: string, zone: string): Temporal.Instant {
  const [date, time, rest] = text.split(/[\sT]+/)
  const read = z.object({ date: day, time: clock }).safeParse({ date, time })
  if (!read.success || rest) throw wrong('options', 'live.options-dates')
  return Temporal.Instant.from(scheduled(read.data.date, read.data.time, zone).instant)
}

function wrong(field: string, code: string): Invalid {
  return new Invalid('input', {}, [{ path: [field], code }])
}
