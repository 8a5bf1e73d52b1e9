import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { answered } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'

/** A figure seen elsewhere, with what it is worth (`domain/06`, 6.1). */
export interface Benchmark {
  id: string
  measure: string
  figure: string
  source: string
}

/** The figures that this community may be compared with. */
export function benchmarks(decided: Decided, say: Words): Benchmark[] {
  const { micro, members } = sizeOf(decided)
  const events = decided.list('cadence.events')
  const open = ['multi-organisation-open', 'professional-network'].includes(decided.answer<string>('scope.membership'))
  const ids = [
    ...(micro ? [] : ['tiers']),
    open ? 'open-groups' : 'managed',
    ...(open || members > 50 ? ['attendance'] : []),
    ...(events.includes('webinar') ? ['webinar'] : []),
    ...(answered(decided, 'existing.mechanisms', 'email-list', 'newsletter') ? ['list-decay'] : []),
    'mail-survey',
    ...(decided.list('engagement.programmes').includes('mentoring') ? ['mentoring'] : []),
    ...(members > 200 ? ['staff'] : []),
  ]
  return ids.map((id) => ({
    id,
    measure: phrase(say, `design-engagement.benchmarks.${id}.measure`),
    figure: phrase(say, `design-engagement.benchmarks.${id}.figure`),
    source: phrase(say, `design-engagement.benchmarks.${id}.source`),
  }))
}
