/** The catalogue of event formats (`content/event-formats.json`) in a language. Source: `domain/` entry 04. */
import english from '#content/event-formats.json' with { type: 'json' }
import french from '#content/fr/event-formats.json' with { type: 'json' }
import surveysEnglish from '#content/surveys.json' with { type: 'json' }
import surveysFrench from '#content/fr/surveys.json' with { type: 'json' }
import type { Locale } from '#i18n/index.ts'

export interface FormatSegment {
  minutes: number
  title: string
  purpose: string
  /** Id of a mode. */
  mode: string
  /** Id of a role. */
  lead: string
  /** Which of several sittings, from 1; absent where there is one. */
  day?: number
  /** Polls that each event of the format finds prepared in this part, as `live.prepare-poll` takes them. */
  polls?: { kind: string; question: string; options?: string[] }[]
}

/** Another way to hold a format; one without segments changes only how it is held. */
export interface Variant {
  id: string
  name: string
  change: string
  duration_minutes?: number
  days?: number
  segments?: FormatSegment[]
}

export interface EventFormat {
  id: string
  /** Class: a broadcast and a CoP meeting are never added up. */
  class: string
  name: string
  /** The name without its usual rhythm: a "monthly" session may meet every two months. */
  short_name: string
  purpose: string
  not_for: string
  default_cadence: string
  size: { min: number; ideal: number; max: number }
  duration_minutes: number
  days: number
  delivery_modes: string[]
  interactive_share: number
  segments: FormatSegment[]
  roles: { role: string; duty: string; count: number }[]
  facilitation_approach: string
  /** Days counted from the start of the event; negative before it. */
  preparation: { offset_days: number; task: string; owner: string }[]
  documentation: {
    capture: string[]
    outputs: {
      content_type: string
      due_days: number
      owner: string
      optional?: boolean
      default_sensitivity?: string
    }[]
  }
  /** Hours counted from the end of the event. */
  follow_up: { offset_hours: number; task: string; owner: string }[]
  /** Ids of questions of the post-event pulse. */
  evaluation_questions: string[]
  low_bandwidth_variant: string
  success_criteria: string[]
  feeds_indicators: string[]
  variants?: Variant[]
  notes?: string
}

/** The formats and the names that go with them, in one language. */
export interface FormatCatalogue {
  formats: Map<string, EventFormat>
  /** Names by id. */
  modes: Map<string, { name: string; together: boolean }>
  classes: Map<string, string>
  roles: Map<string, string>
  outputs: Map<string, string>
  delivery: Map<string, string>
  /** Questions of the post-event pulse by id. */
  questions: Map<string, string>
}

const read = new Map<Locale, FormatCatalogue>()

/** The catalogue in a language; what has no translation stays English. Read once per language. */
export function formatCatalogue(locale: Locale): FormatCatalogue {
  const before = read.get(locale)
  if (before) return before
  const made = locale === 'fr' ? inFrench() : named(english as unknown as Source, {})
  read.set(locale, made)
  return made
}

interface Source {
  formats: EventFormat[]
  modes: { id: string; name: string; together: boolean }[]
  classes: { id: string; name: string }[]
  roles: { id: string; name: string }[]
  outputs: { id: string; name: string }[]
  delivery_modes: { id: string; name: string }[]
}
type Names = Record<string, string>
type Overlay = { [key: string]: string | Overlay } | Overlay[] | string[]

function inFrench(): FormatCatalogue {
  const { formats, ...names } = french as unknown as Record<string, Names> & { formats: Record<string, Overlay> }
  const source = english as unknown as Source
  const translated = {
    ...source,
    formats: source.formats.map((format) => overlaid(format, formats[format.id]) as EventFormat),
  }
  const asked = surveysFrench.surveys['post-event-pulse'].questions as Record<string, { text?: string }>
  return named(translated, names, asked)
}

function named(
  source: Source,
  names: Record<string, Names>,
  asked: Record<string, { text?: string }> = {},
): FormatCatalogue {
  const pulse = surveysEnglish.surveys.find((survey) => survey.id === 'post-event-pulse')
  const byId = (kind: 'classes' | 'roles' | 'outputs' | 'delivery_modes') =>
    new Map(source[kind].map(({ id, name }) => [id, names[kind]?.[id] ?? name]))
  return {
    formats: new Map(source.formats.map((format) => [format.id, format])),
    modes: new Map(source.modes.map(({ id, name, together }) => [id, { name: names.modes?.[id] ?? name, together }])),
    classes: byId('classes'),
    roles: byId('roles'),
    outputs: byId('outputs'),
    delivery: byId('delivery_modes'),
    questions: new Map(pulse?.questions.map(({ id, text }) => [id, asked[id]?.text ?? text])),
  }
}

/**
 * A value with the strings of its overlay put over it. Lists are matched by place, except that a list of things with an `id`
 * is matched by it (an overlay object whose keys are ids).
 */
function overlaid(value: unknown, over: unknown): unknown {
  if (over === undefined) return value
  if (Array.isArray(value))
    return value.map((one, place) => overlaid(one, Array.isArray(over) ? over[place] : (over as Names)[one.id]))
  if (typeof value === 'object' && value !== null) {
    const given = value as Record<string, unknown>
    const put = typeof over === 'object' ? (over as Record<string, unknown>) : {}
    return Object.fromEntries(Object.entries(given).map(([key, one]) => [key, overlaid(one, put[key])]))
  }
  return typeof over === 'string' ? over : value
}
