/** Which indicators a community needs: the core set or the micro set, less what cannot be measured here, and what its context asks for. */
import type { Decided } from '../../basics.ts'
import { answered, recommended, required } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'
import type { Indicator } from './catalogue.ts'

/** Why an indicator is there: `set` for the set, else the key of a reason with what was read. */
export interface Reasoned {
  key: string
  answers: string[]
  decisions: string[]
}

/** The seven that are enough where everybody knows everybody (`domain/07`, 7.2). */
export const microSet = ['ACT-01', 'PAR-07', 'ENG-01', 'SAT-01', 'KNO-02', 'APP-02', 'VAL-01']

const objective: Reasoned = { key: 'objective', answers: [], decisions: [] }

/**
 * Codes and reasons of the indicators for this context, in the order of the catalogue. `objectives` are codes of indicators
 * that an objective of part 1 is measured by: what the community is held to is counted, whatever the set.
 */
export function choice(
  decided: Decided,
  catalogue: Indicator[],
  networkSurvey: boolean,
  objectives: readonly string[],
): Map<string, Reasoned> {
  const set: Reasoned = { key: 'set', answers: [], decisions: ['mne.indicator-set'] }
  const micro = decided.value('mne.indicator-set') === 'micro-7'
  const dropped = impossible(decided, networkSurvey)
  const inSet = ({ code, core }: Indicator) => (micro ? microSet.includes(code) : core && !dropped.has(code))
  const chosen = new Map<string, Reasoned>(catalogue.filter(inSet).map(({ code }) => [code, set]))
  const more = [...objectives.map((code): Asked => [code, objective]), ...(micro ? [] : asked(decided, networkSurvey))]
  for (const [code, why] of more) if (!chosen.has(code)) chosen.set(code, why)
  return new Map(catalogue.filter(({ code }) => chosen.has(code)).map(({ code }) => [code, chosen.get(code) ?? set]))
}

/** Core indicators without anything here to count. */
function impossible(decided: Decided, networkSurvey: boolean): Set<string> {
  const { members, band } = sizeOf(decided)
  const short = decided.answer<number>('budget.horizon-months') < 9
  const oneUnit =
    decided.answer('scope.co-located') === true && decided.answer('scope.membership') === 'single-organisation'
  const hardlyTime = decided.answer<number>('structure.coordinator-fte') < 0.1
  return new Set([
    // Up to 75 members a talk tells these faster than a count; those that the context asks for come back by its reasons.
    ...(band === 's2' ? ['PAR-03', 'PAR-11', 'ACT-10', 'ENG-10', 'KNO-03', 'KNO-07', 'APP-03', 'VAL-02'] : []),
    ...(short ? ['KNO-03', 'VAL-08'] : []),
    ...(oneUnit ? ['ENG-10'] : []),
    // Seven minutes a story and a second person each: with half a day a week these wait.
    ...(hardlyTime ? ['VAL-02', 'KNO-03', 'APP-03'] : []),
    ...(members < 15 && !networkSurvey ? ['KNO-07'] : []),
  ])
}

type Asked = [code: string, why: Reasoned]

function asked(decided: Decided, networkSurvey: boolean): Asked[] {
  const events = decided.list('cadence.events')
  const gap = (...types: string[]) => answered(decided, 'gaps.types', ...types)
  const limit = (...limits: string[]) => answered(decided, 'existing.limitations', ...limits)
  const number = (id: string) => decided.answer<number>(id)
  const when = (
    condition: boolean,
    key: string,
    codes: string[],
    answers: string[],
    decisions: string[] = [],
  ): Asked[] => (condition ? codes.map((code) => [code, { key, answers, decisions }]) : [])
  const apart = ['federated', 'matrix', 'government-system', 'independent-organisations', 'embedded-in-programmes']
  return [
    ...when(events.includes('peer-clinic'), 'clinics', ['ACT-03', 'APP-05'], [], ['cadence.peer-clinic']),
    ...when(
      decided.list('membership.circles').includes('mel-hub'),
      'hub',
      ['PAR-12', 'PAR-05'],
      [],
      ['membership.circles'],
    ),
    ...when(
      decided.list('engagement.programmes').includes('mentoring'),
      'mentoring',
      ['ENG-11'],
      [],
      ['engagement.programmes'],
    ),
    ...when(events.includes('working-group-meeting'), 'groups', ['ACT-09'], [], ['governance.working-groups-max']),
    ...when(
      decided.value('mne.coverage') === true,
      'coverage',
      ['PAR-02'],
      ['scope.target-population'],
      ['mne.coverage'],
    ),
    ...when(apart.includes(decided.answer<string>('structure.model')), 'units', ['PAR-08'], ['structure.model']),
    ...when(
      number('scope.low-bandwidth-share') >= 0.2 || decided.answer('scope.bandwidth') === 'low',
      'reach',
      ['SAT-07', 'PAR-09'],
      ['scope.bandwidth', 'scope.low-bandwidth-share'],
    ),
    ...when(
      number('scope.second-language-share') >= 0.25,
      'language',
      ['SAT-09', 'PAR-09'],
      ['scope.second-language-share'],
    ),
    ...when(number('structure.turnover') >= 0.3, 'turnover', ['PAR-10', 'ENG-09'], ['structure.turnover']),
    ...when(
      limit('one-way') || events.includes('webinar'),
      'oneWay',
      ['ENG-12'],
      ['existing.limitations'],
      ['targets.interactive-share'],
    ),
    ...when(limit('unsearchable', 'undocumented'), 'search', ['KNO-04', 'KNO-11'], ['existing.limitations']),
    ...when(
      limit('low-use') || decided.answer('existing.failed-before') === true,
      'return',
      ['PAR-13'],
      ['existing.limitations', 'existing.failed-before'],
    ),
    ...when(gap('tools-templates'), 'tools', ['APP-04'], ['gaps.types'], ['content.tool-tester-required']),
    ...when(gap('lessons-reuse'), 'lessons', ['APP-09'], ['gaps.types'], ['content.push-moments']),
    ...when(gap('standards-harmonisation'), 'standards', ['APP-06'], ['gaps.types']),
    ...when(gap('evidence-use'), 'decisions', ['VAL-05'], ['gaps.types']),
    ...when(gap('data-systems'), 'quickHelp', ['ENG-05'], ['gaps.types']),
    ...when(
      required(decided, 'mne.cost-per-active-member') !== undefined,
      'cost',
      ['VAL-06'],
      ['budget.per-member'],
      ['mne.cost-per-active-member'],
    ),
    ...when(number('scope.junior-share') >= 0.4, 'junior', ['VAL-12'], ['scope.junior-share']),
    ...when(
      answered(decided, 'existing.mechanisms', 'email-list', 'newsletter'),
      'mail',
      ['ENG-13'],
      ['existing.mechanisms'],
      ['digest.cadence'],
    ),
    ...when(sizeOf(decided).large, 'silent', ['ENG-14', 'ENG-03'], ['scope.members']),
    ...when(
      decided.answer('scope.membership') === 'professional-network',
      'standing',
      ['VAL-11'],
      ['scope.membership'],
    ),
    ...when(
      number('budget.horizon-months') >= 24,
      'longRun',
      ['VAL-04'],
      ['budget.horizon-months'],
      ['sustainability.evaluation'],
    ),
    ...when(recommended(decided, 'cadence.freshness') !== undefined, 'stale', ['PAR-13'], ['structure.turnover']),
    ...when(networkSurvey, 'ties', ['KNO-08', 'KNO-07'], ['structure.solo-share', 'structure.model']),
  ]
}
