/** How each format that runs is held here: agenda, facilitation, roles, what is written down and by when. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { scaled } from '../../../foundations/agenda.ts'
import { interactiveShare, timed } from './agenda.ts'
import { facilitationHere } from './facilitation.ts'
import {
  formatCatalogue,
  type EventFormat,
  type FormatCatalogue,
  type FormatSegment,
} from '#server/foundations/event-formats.ts'
import type { SeriesPlan } from './plan.ts'
import type { FormatPlan } from './types.ts'

/** One plan per format that runs, in the order of the series. */
export function formatPlans(decided: Decided, plans: readonly SeriesPlan[], say: Words): FormatPlan[] {
  const catalogue = formatCatalogue(say.locale)
  return plans.map((plan) => formatPlan(decided, plan, catalogue, say))
}

function formatPlan(decided: Decided, plan: SeriesPlan, catalogue: FormatCatalogue, say: Words): FormatPlan {
  const { format, variant } = plan
  const written = format.class === 'discussion'
  const agendas = agendasOf(decided, plan, catalogue, say)
  return {
    format: format.id,
    ...(variant && { variant: variant.id }),
    name: variant?.name ?? format.name,
    class: format.class,
    purpose: format.purpose,
    notFor: format.not_for,
    size: format.size,
    minutes: Math.max(...plan.sittings),
    ...(written && { days: format.days }),
    agendas,
    interactive: interactiveShare(agendas.flatMap((agenda) => agenda.segments)),
    facilitation: facilitationHere(decided, plan, say),
    roles: format.roles.map(({ role, duty, count }) => ({
      role,
      name: catalogue.roles.get(role) ?? role,
      duty,
      count,
    })),
    preparation: [...format.preparation]
      .sort((a, b) => a.offset_days - b.offset_days)
      .map(({ offset_days, task, owner }) => ({ day: offset_days, task, owner: catalogue.roles.get(owner) ?? owner })),
    capture: format.documentation.capture,
    outputs: outputsOf(decided, format, catalogue),
    followUp: [...format.follow_up]
      .sort((a, b) => a.offset_hours - b.offset_hours)
      .map(({ offset_hours, task, owner }) => ({
        hours: offset_hours,
        task,
        owner: catalogue.roles.get(owner) ?? owner,
      })),
    pulse: format.evaluation_questions.map((id) => ({ id, text: catalogue.questions.get(id) ?? id })),
    lowBandwidth: format.low_bandwidth_variant,
    lowBandwidthFirst: lowBandwidthFirst(decided),
    success: format.success_criteria,
    indicators: format.feeds_indicators,
    because: plan.because,
  }
}

function agendasOf(decided: Decided, plan: SeriesPlan, catalogue: FormatCatalogue, say: Words): FormatPlan['agendas'] {
  const { format, variant, sittings } = plan
  if (format.class === 'discussion') return [phases(format, catalogue, say)]
  // An hour cannot hold an input and a case: they take turns, month by month.
  const short = Math.max(...sittings) < 75
  const clinic = catalogue.formats.get('peer-clinic')
  if (variant?.id === 'with-clinic' && short && clinic)
    return [
      agenda(
        say('design-calendar.agenda.input', { name: format.short_name }),
        format.segments,
        sittings[0] ?? 60,
        catalogue,
      ),
      agenda(
        say('design-calendar.agenda.case', { name: format.short_name }),
        clinic.segments,
        sittings[0] ?? 60,
        catalogue,
      ),
    ]
  const segments = variant?.segments ?? format.segments
  return sittings.map((minutes, n) =>
    agenda(
      sittings.length > 1
        ? say('design-calendar.title.part', { name: format.short_name, number: n + 1, of: sittings.length })
        : format.short_name,
      sittings.length > 1 ? segments.filter((segment) => segment.day === n + 1) : segments,
      minutes,
      catalogue,
    ),
  )
}

function agenda(
  caption: string,
  segments: readonly FormatSegment[],
  minutes: number,
  catalogue: FormatCatalogue,
): FormatPlan['agendas'][number] {
  return { caption, minutes, segments: timed(scaled(segments, minutes), catalogue) }
}

// The phases of a written discussion are days; the catalogue counts them in minutes.
function phases(format: EventFormat, catalogue: FormatCatalogue, say: Words): FormatPlan['agendas'][number] {
  const days = format.segments.map((segment) => ({ ...segment, minutes: Math.round(segment.minutes / 1440) }))
  return {
    caption: say('design-calendar.agenda.days', { name: format.short_name }),
    minutes: days.reduce((sum, segment) => sum + segment.minutes, 0),
    segments: timed(days, catalogue),
  }
}

/** A session note may be promised sooner or later than the format says; the decided promise counts. */
function outputsOf(decided: Decided, format: EventFormat, catalogue: FormatCatalogue): FormatPlan['outputs'] {
  const noteDays = decided.value<number>('content.session-note-sla-days')
  return format.documentation.outputs.map((output) => ({
    id: output.content_type,
    name: catalogue.outputs.get(output.content_type) ?? output.content_type,
    due: output.content_type === 'session-note' && noteDays ? Math.min(noteDays, output.due_days) : output.due_days,
    owner: catalogue.roles.get(output.owner) ?? output.owner,
    optional: output.optional ?? false,
    ...(output.default_sensitivity && { sensitivity: output.default_sensitivity }),
  }))
}

function lowBandwidthFirst(decided: Decided): boolean {
  return ['audio-first', 'voice-call', 'phone-conference'].includes(decided.value<string>('cadence.live-form') ?? '')
}
