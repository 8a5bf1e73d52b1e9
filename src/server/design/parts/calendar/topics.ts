/** What the sessions of a year work on: the gaps, the urgent ones twice as often. */
import type { Decided, Gap } from '../../basics.ts'

/** Kinds of gap that a format serves best (`domain/` entry 09.6, rules on gaps); a format that is not here serves all. */
const serves: Record<string, string[]> = {
  webinar: ['awareness', 'standards-harmonisation', 'evidence-use'],
  workshop: ['method-skill', 'tools-templates', 'data-systems', 'soft-skills'],
  'async-discussion': ['standards-harmonisation', 'evidence-use', 'lessons-reuse', 'live-problems', 'awareness'],
}

/** Formats whose events are about one gap each. A clinic's case is chosen by whoever brings it. */
const withTopic = new Set([
  'monthly-learning-session',
  'cop-meeting-with-panel',
  'webinar',
  'workshop',
  'async-discussion',
])

/** The topic of the nth event (0 the first) of a format; `undefined` where it has none. */
export function topicOf(decided: Decided, format: string, nth: number): string | undefined {
  const gaps = decided.context.gaps.list ?? []
  if (!withTopic.has(format) || gaps.length === 0) return undefined
  const kinds = serves[format] ?? []
  const fits = (gap: Gap) => kinds.includes(gap.type)
  // What a format serves best comes first; the others follow, so that six webinars are not one webinar six times.
  const turns = [...inTurn(gaps.filter(fits)), ...inTurn(gaps.filter((gap) => !fits(gap)))]
  // The meeting of both circles starts with another gap than the session before it.
  return turns[(nth + (format === 'cop-meeting-with-panel' ? 1 : 0)) % turns.length]?.title
}

// One round of all, the urgent first; then the urgent ones once more before the round begins again.
function inTurn(gaps: readonly Gap[]): Gap[] {
  const weight = { high: 0, medium: 1, low: 2 }
  const round = [...gaps].sort((a, b) => weight[a.priority] - weight[b.priority])
  const urgent = round.filter((gap) => gap.priority === 'high')
  return urgent.length < round.length ? [...round, ...urgent] : round
}
