/** What an event format holds, and what of it a steward may change. Source: content/event-formats.json (domain/04). */
import { z } from 'zod'
import { flag, line, lines, oneOf, optional, slug, whole } from '../../foundations/input.ts'
import { clearable, filledIn, segment } from '../input.ts'
import { formatPoll, type PollPlan } from '../live/index.ts'
import { classes, deliveryModes } from '../names.ts'
import { followed, followUpOf, type FollowUp } from '../follow-up-days.ts'
import type { FormatData } from '../formats.ts'

/** Rows of a form, without those whose `field` was left empty. */
const rows = <S extends z.ZodType>(field: string, row: S) =>
  z.preprocess(
    (value) =>
      Array.isArray(value) ? value.filter((each) => each?.[field] !== undefined && each[field] !== '') : value,
    z.array(row).max(40),
  )

/** One thing per line. */
const listed = z.preprocess(
  (value) =>
    typeof value === 'string'
      ? value
          .split('\n')
          .map((each) => each.trim())
          .filter(Boolean)
      : value,
  z.array(z.string().trim().min(1).max(500)).max(40),
)

const name = z.string('required').trim().min(1).max(60)
const size = z
  .object({ min: whole(1, 100_000), ideal: whole(1, 100_000), max: whole(1, 100_000) })
  .refine(({ min, ideal, max }) => min <= ideal && ideal <= max, 'formats.size')

/** A part of the template, with the polls that it brings to each event. */
const part = segment.extend({ polls: filledIn('question', formatPoll, 10).optional() })

/** "30, 90": days after an event. */
const followUpDays = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/[\s,;]+/).filter(Boolean) : value),
  z
    .array(z.coerce.number().catch(0))
    .refine(
      (days) => days.length <= 3 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 365),
      'formats.follow-up-days',
    ),
)

/** Every field of the form; what is not given stays as it is. */
export const formatFields = {
  name: line(120).optional(),
  class: oneOf(classes as [string, ...string[]]).optional(),
  minutes: optional(whole(5, 44_640)),
  purpose: lines(1000).optional(),
  not_for: lines(1000).optional(),
  default_cadence: lines(200).optional(),
  size: size.optional(),
  /** Share of the minutes outside breaks that people should work together, in percent. */
  interactive: optional(whole(0, 100)),
  delivery_modes: z.array(z.enum(deliveryModes as [string, ...string[]])).optional(),
  /** Key of the circle that such an event is usually for. */
  circle: clearable(slug),
  roles: rows('role', z.object({ role: name, duty: lines(500), count: optional(whole(1, 100)) })).optional(),
  facilitation_approach: lines(5000).optional(),
  preparation: rows('task', z.object({ offset_days: whole(-365, 365), task: lines(500), owner: name })).optional(),
  capture: listed.optional(),
  outputs: rows(
    'content_type',
    z.object({ content_type: name, due_days: whole(0, 365), owner: name, optional: flag.optional() }),
  ).optional(),
  follow_up: rows('task', z.object({ offset_hours: whole(-8760, 8760), task: lines(500), owner: name })).optional(),
  evaluation_questions: z.array(name).max(12, 'formats.questions').optional(),
  call_questions: listed.optional(),
  /** Days before the event; nothing: such events have no pre-brief. */
  pre_brief_days: clearable(whole(1, 60)),
  /** After how many days people are asked what came of it; none: never. */
  loop_back_days: followUpDays.optional(),
  loop_back_to: oneOf(followed).optional(),
  low_bandwidth_variant: lines(3000).optional(),
  success_criteria: listed.optional(),
  segments: filledIn('title', part, 60).optional(),
}

export type FormatChanges = z.output<z.ZodObject<typeof formatFields>>

/** The content of a format with what was changed in it. */
export function changed({ key, data }: { key: string; data: FormatData }, changes: FormatChanges): FormatData {
  const {
    name: _,
    class: __,
    minutes: ___,
    interactive,
    capture,
    outputs,
    segments,
    circle,
    pre_brief_days,
    loop_back_days,
    loop_back_to,
    ...plain
  } = changes
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const documentation = { ...data.documentation }
  if (capture) documentation.capture = capture
  // What the form does not ask about an output stays: who may read it, say.
  if (outputs)
    documentation.outputs = outputs.map((output) => ({
      ...data.documentation?.outputs?.find(({ content_type }) => content_type === output.content_type),
      ...output,
    }))
  return {
    ...data,
    ...given,
    ...(interactive === undefined ? {} : { interactive_share: interactive / 100 }),
    ...(capture || outputs ? { documentation } : {}),
    ...(circle === undefined ? {} : { circle: circle ?? undefined }),
    ...(loop_back_days || loop_back_to ? { loop_back: followUp({ key, data }, loop_back_days, loop_back_to) } : {}),
    ...(pre_brief_days === undefined ? {} : { pre_brief: pre_brief_days === null ? null : { days: pre_brief_days } }),
    ...(segments === undefined ? {} : { segments: segments.map(templateOf), days: daysOf(segments) }),
  } as FormatData
}

/** What is not given stays as it was, or as the catalogue has it. */
function followUp(format: { key: string; data: FormatData }, days?: number[], to?: FollowUp['to']): FollowUp {
  const before = followUpOf(format)
  return { days: days ? [...new Set(days)].toSorted((a, b) => a - b) : before.days, to: to ?? before.to }
}

const daysOf = (segments: readonly { day?: number | undefined }[]) =>
  Math.max(1, ...segments.map(({ day }) => day ?? 1))

/** A part as templates hold it: the day only where there are several. */
function templateOf({
  day,
  purpose,
  polls = [],
  ...segment
}: {
  day?: number | undefined
  purpose?: string | undefined
  polls?: readonly PollPlan[] | undefined
}) {
  return {
    ...segment,
    ...(purpose ? { purpose } : {}),
    ...(day && day > 1 ? { day } : { day: 1 }),
    ...(polls.length > 0 ? { polls } : {}),
  }
}
