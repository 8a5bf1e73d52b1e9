import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { sizeOf } from '../common/size.ts'
import type { Evaluation } from '../evaluation.ts'

/** What is watched each month so that decline is seen early. */
export interface Momentum {
  signs: { indicator: string; name: string; aim: string }[]
  rules: string[]
  recovery: string
}

/** The vital signs that this community counts, and the rules of its energy (`domain/08`, 8.1). */
export function momentum(decided: Decided, evaluation: Evaluation, say: Words): Momentum {
  const { micro } = sizeOf(decided)
  const counted = new Map(evaluation.indicators.map((indicator) => [indicator.code, indicator]))
  const wanted = ['PAR-07', 'ENG-07', 'ENG-04', 'APP-08', 'VAL-14', 'ACT-01', 'APP-02']
  const signs = wanted
    .flatMap((code) => counted.get(code) ?? [])
    .slice(0, micro ? 3 : 5)
    .map((indicator) => ({ indicator: indicator.id, name: indicator.name, aim: indicator.target.text }))
  const text = (key: string) => phrase(say, `design-sustainability.momentum.${key}`)
  return {
    signs,
    rules: [
      text('beats'),
      text('stop'),
      text('twoRoles'),
      text(decided.value('governance.coordination') === 'rotating-trio' ? 'trio' : 'cover'),
      ...(decided.answer<number>('structure.turnover') >= 0.3 ? [text('turnover')] : []),
      ...(decided.answer<number>('structure.turnover') < 0.1 ? [text('stale')] : []),
      ...(decided.value('cadence.webinar') && decided.list('cadence.events').includes('webinar')
        ? [text('drift')]
        : []),
    ],
    recovery: text(micro ? 'recoveryMicro' : 'recovery'),
  }
}
