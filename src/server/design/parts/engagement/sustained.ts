import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { recommended } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'

/** What is honoured, how, and what is not played with. */
export interface Recognition {
  ways: string[]
  /** Mechanics that inform and never rank. */
  mechanics: string[]
  /** Mechanics that stay switched off, with the reason. */
  refused: string
  /** One goal for all together, with a date. */
  goal: string
  incentive: string
}

/** Practices by rhythm, as many as this community's hands can hold. */
export function rhythms(decided: Decided, say: Words): { rhythm: string; practice: string }[] {
  const { micro, large } = sizeOf(decided)
  const events = decided.list('cadence.events')
  const automatic = recommended(decided, 'platform.automate') !== undefined || large
  const pairs = decided.value<string>('engagement.pairs-cadence')
  const practice = (rhythm: string, id: string) => ({
    rhythm: phrase(say, `design-engagement.rhythms.${rhythm}.name`),
    practice: phrase(say, `design-engagement.rhythms.${rhythm}.${id}`),
  })
  return [
    practice('daily', automatic ? 'nudgeBySystem' : 'nudge'),
    practice('weekly', 'thanks'),
    ...(micro ? [] : [practice('weekly', 'harvest')]),
    practice('monthly', 'loopBacks'),
    ...(micro ? [practice('monthly', 'round')] : [practice('monthly', 'newcomers'), practice('monthly', 'spotlight')]),
    ...(pairs && pairs !== 'none' ? [practice('monthly', 'pairs')] : []),
    ...(events.includes('quarterly-showcase') ? [practice('quarterly', 'showcase')] : []),
    practice('quarterly', 'stop'),
    practice('quarterly', 'surprise'),
    ...(recommended(decided, 'cadence.freshness') ? [practice('quarterly', 'outside')] : []),
    ...(decided.value('cadence.annual-retreat') === 'none' ? [] : [practice('yearly', 'retreat')]),
    practice('yearly', 'roles'),
  ]
}

/** Recognition that signals being useful; no points, no ranking (`domain/06`, 6.5). */
export function recognition(decided: Decided, calendar: Calendar, say: Words): Recognition {
  const { micro } = sizeOf(decided)
  const programmes = decided.list('engagement.programmes')
  const managers = decided.answer<string>('structure.manager-support')
  const letters = programmes.includes('recognition-letters-to-managers')
  const text = (key: string, params = {}) => phrase(say, `design-engagement.recognition.${key}`, params)
  return {
    ways: [
      text('named'),
      ...(letters ? [text('letters')] : managers === 'yes' ? [text('appraisal')] : []),
      text('authorship'),
      ...(micro ? [] : [text('invited')]),
      ...(programmes.includes('recognition-in-public-record') ? [text('publicRecord')] : []),
    ],
    mechanics: [text('milestones'), text('record'), ...(micro ? [] : [text('badges')]), text('bingo')],
    refused: text(decided.answer('structure.hierarchy-strong') === true ? 'refusedRank' : 'refused'),
    goal: goal(decided, calendar, text),
    incentive: text(`incentive.${decided.value<string>('engagement.incentives') ?? 'recognition-only'}`),
  }
}

// Six reports for ten sessions and clinics is the target of APP-08, over the first half of the year.
function goal(decided: Decided, calendar: Calendar, text: (key: string, params?: object) => string): string {
  const launch = launchDay(calendar)
  const half = daysAfter(launch, 182)
  const by = half < calendar.to ? half : calendar.to
  const held = calendar.events.filter(
    (event) =>
      event.live && event.class !== 'broadcast' && event.wall.slice(0, 10) > launch && event.wall.slice(0, 10) <= by,
  ).length
  return text('goal', { count: Math.max(2, Math.round(held * 0.6)), held, by: longDate(by, decided.locale) })
}
