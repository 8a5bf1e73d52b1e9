/** How a format is facilitated here: its own approach, then what this community decided for all its sessions. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import type { SeriesPlan } from './plan.ts'

/** The format's approach and the house rules that bear on it, a sentence or two each. */
export function facilitationHere(decided: Decided, plan: SeriesPlan, say: Words): string[] {
  const { format } = plan
  const live = format.class !== 'discussion'
  const rules = decided.list('facilitation.rules').filter((rule) => bearsOn(rule, plan))
  const first = decided.value<string>('facilitation.first-voice')
  const inRoom = meetsInRoom(decided, plan)
  const groups = inRoom ? 'tables-in-the-room' : decided.value<string>('cadence.small-group-form')
  const form = inRoom ? 'in-person' : decided.value<string>('cadence.live-form')
  const composed = format.id === 'peer-clinic' ? decided.value<string>('cadence.clinic-composition') : undefined
  const recording = decided.value<string>('recording.default')
  return [
    format.facilitation_approach,
    ...(live && form ? [phrase(say, `design-calendar.facilitation.live-form.${form}`)] : []),
    ...(live && groups && format.segments.some((segment) => segment.mode === 'small-group')
      ? [phrase(say, `design-calendar.facilitation.small-groups.${groups}`)]
      : []),
    ...(composed && composed !== 'mixed' ? [phrase(say, `design-calendar.facilitation.composition.${composed}`)] : []),
    ...(live && first ? [phrase(say, `design-calendar.facilitation.first-voice.${first}`)] : []),
    ...rules.map((rule) => phrase(say, `design-calendar.facilitation.rule.${rule}`)),
    ...(live && recording ? [recordingHere(recording, plan, say)] : []),
  ]
}

// The retreat has a form of its own: people travel to it even where everything else is held on a line.
function meetsInRoom(decided: Decided, { format }: SeriesPlan): boolean {
  const form = decided.value<string>('cadence.annual-retreat') ?? 'none'
  return format.id === 'annual-retreat' && !form.startsWith('online')
}

// A rule about webinars belongs to webinars; a rule about guests or sponsors to where they come.
function bearsOn(rule: string, { format }: SeriesPlan): boolean {
  const only: Record<string, string[]> = {
    'webinar-ends-in-clinic-or-thread': ['webinar'],
    'guest-paired-with-member': ['webinar', 'monthly-learning-session', 'cop-meeting-with-panel', 'workshop'],
    'sponsor-speaks-last': ['quarterly-showcase', 'annual-retreat', 'launch-event', 'cop-meeting-with-panel'],
    'state-audience-and-entry-level': ['monthly-learning-session', 'workshop', 'webinar', 'cop-meeting-with-panel'],
    'remote-first-facilitator-in-hybrid': [
      'monthly-learning-session',
      'cop-meeting-with-panel',
      'annual-retreat',
      'quarterly-showcase',
    ],
  }
  return only[rule]?.includes(format.id) ?? format.class !== 'orientation'
}

// Clinics and what comes near them are never recorded, whatever the rule for the rest (`domain/` entry 04.6).
function recordingHere(recording: string, { format }: SeriesPlan, say: Words): string {
  const closed = ['peer-support', 'protocol', 'preparation', 'working-group'].includes(format.class)
  return phrase(say, `design-calendar.facilitation.recording.${closed || recording === 'off' ? 'off' : 'consent'}`)
}
