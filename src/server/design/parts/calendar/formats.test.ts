import { describe, expect, test } from 'vitest'
import types from '#content/content-types.json' with { type: 'json' }
import english from '#content/event-formats.json' with { type: 'json' }
import french from '#content/fr/event-formats.json' with { type: 'json' }
import indicators from '#content/indicators.json' with { type: 'json' }
import { scaled } from '../../../foundations/agenda.ts'
import { interactiveShare, timed } from './agenda.ts'
import { formatCatalogue, type EventFormat, type FormatSegment } from '#server/foundations/event-formats.ts'

const catalogue = formatCatalogue('en')
const formats = [...catalogue.formats.values()]
const agendas = formats.flatMap((format) =>
  [format, ...(format.variants ?? [])].flatMap((one) =>
    one.segments ? [{ ...one, name: `${format.id} ${one.id}` }] : [],
  ),
)
const live = agendas.filter(({ id }) => id !== 'async-discussion')
const sum = (segments: readonly { minutes: number }[] = []): number =>
  segments.reduce((total, segment) => total + segment.minutes, 0)

describe('the catalogue', () => {
  test.each(live.map((agenda) => [agenda.name, agenda] as const))(
    'the segments of %s add up to its minutes',
    (_, agenda) => {
      expect(sum(agenda.segments)).toBe(agenda.duration_minutes)
    },
  )

  test.each(formats.filter((format) => format.id !== 'async-discussion').map((format) => [format.id, format] as const))(
    'the interactive share of %s is the one of its agenda',
    (_, format) => {
      expect(interactiveShare(timed(format.segments, catalogue))).toBeCloseTo(format.interactive_share, 1)
    },
  )

  test('every mode, role, class, output, question and indicator that a format names exists', () => {
    const outputs = new Set([...types.content_types, ...types.light_artefacts].map((type) => type.id))
    const known = new Set(indicators.indicators.map((indicator) => indicator.id))
    for (const format of formats) {
      expect(catalogue.classes.has(format.class)).toBe(true)
      const segments = [format, ...(format.variants ?? [])].flatMap((one) => one.segments ?? [])
      for (const segment of segments) {
        expect(catalogue.modes.has(segment.mode), segment.mode).toBe(true)
        expect(catalogue.roles.has(segment.lead), segment.lead).toBe(true)
        expect(segment.purpose, `${format.id} ${segment.title}`).not.toBe('')
      }
      for (const { owner } of [...format.preparation, ...format.follow_up, ...format.documentation.outputs])
        expect(catalogue.roles.has(owner), owner).toBe(true)
      for (const { content_type } of format.documentation.outputs) {
        expect(outputs).toContain(content_type)
        expect(catalogue.outputs.has(content_type)).toBe(true)
      }
      for (const id of format.evaluation_questions) expect(catalogue.questions.has(id), id).toBe(true)
      for (const id of format.feeds_indicators) expect(known).toContain(id)
    }
  })
})

describe('an agenda cut to other minutes', () => {
  test.each(live.map((agenda) => [agenda.name, agenda] as const))(
    '%s adds up exactly at every length from 45 minutes to its own',
    (_, agenda) => {
      const segments = agenda.segments ?? []
      for (let minutes = 45; minutes <= sum(segments); minutes += 1) {
        const cut = scaled(segments, minutes)
        expect(sum(cut)).toBe(minutes)
        expect(Math.min(...cut.map((segment) => segment.minutes))).toBeGreaterThan(0)
      }
    },
  )

  test('keeps proportions and drops the pause of what has become short', () => {
    const workshop = catalogue.formats.get('workshop')?.segments ?? []
    expect(scaled(workshop, 90).map((segment) => segment.mode)).not.toContain('break')
    expect(scaled(workshop, 120).map((segment) => segment.mode)).toContain('break')
    const longest = (segments: readonly FormatSegment[]) => segments.toSorted((a, b) => b.minutes - a.minutes)[0]?.title
    expect(longest(scaled(workshop, 120))).toBe(longest(workshop))
  })
})

describe('in French', () => {
  const inFrench = formatCatalogue('fr')

  test('every text of every format is translated', () => {
    for (const format of formats) {
      const translated = inFrench.formats.get(format.id)
      expect(untranslated(format, translated as EventFormat)).toEqual([])
    }
  })

  test('every name is, and nothing is translated that does not exist', () => {
    for (const kind of ['modes', 'classes', 'delivery_modes', 'roles', 'outputs'] as const)
      expect(Object.keys(french[kind]).sort()).toEqual(english[kind].map(({ id }) => id).sort())
    expect(Object.keys(french.formats).sort()).toEqual(english.formats.map(({ id }) => id).sort())
    expect(inFrench.questions.get('useful')).not.toBe(catalogue.questions.get('useful'))
  })
})

/** Texts that read alike in both languages, but for the few words that do. */
function untranslated(english: EventFormat, french: EventFormat): string[] {
  const texts = (format: EventFormat) => [
    format.name,
    format.short_name,
    format.purpose,
    format.not_for,
    format.default_cadence,
    format.facilitation_approach,
    format.low_bandwidth_variant,
    ...format.segments.flatMap(({ title, purpose }) => [title, purpose]),
    ...format.roles.map(({ duty }) => duty),
    ...[...format.preparation, ...format.follow_up].map(({ task }) => task),
    ...format.documentation.capture,
    ...format.success_criteria,
    ...(format.variants ?? []).flatMap(({ name, change, segments = [] }) => [
      name,
      change,
      ...segments.flatMap(({ title, purpose }) => [title, purpose]),
    ]),
  ]
  const same = new Set(['Questions', 'Pause'])
  const other = texts(french)
  return texts(english).filter((text, n) => text === other[n] && !same.has(text))
}
