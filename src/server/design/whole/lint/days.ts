import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import { daysFromLaunch, launchDay } from '../../parts/common/launch.ts'
import { monthsOf } from '../../parts/common/size.ts'
import { perYear } from '../../rules/formulas.ts'
import { say as sayValue } from '../../rules/say.ts'
import type { Warning } from '../../types.ts'
import type { Linted } from './linted.ts'

/** Too little time before the launch, a start that lies behind, promises that the calendar does not hold. */
export function lintDays(linted: Linted, say: Words): Warning[] {
  return [...preparation(linted, say), ...hub(linted, say), ...unplaced(linted, say), ...thin(linted, say)]
}

function preparation({ parts, today }: Linted, say: Words): Warning[] {
  if (!today) return []
  const launch = launchDay(parts.calendar)
  const days = daysFromLaunch(today, launch)
  const needed = -(parts.engagement.activation[0]?.day ?? -60)
  // Steps were moved to working days; a few days more or less are no warning.
  if (days >= needed - 5) return []
  const better = longDate(daysAfter(today, needed), say.locale)
  return [
    {
      id: days < 0 ? 'lint-start-past' : 'lint-preparation',
      part: 'engagement',
      severity: days < 14 ? 'error' : 'risk',
      text:
        days < 0
          ? say('design-whole.lint.startPast', { date: longDate(launch, say.locale), better })
          : say('design-whole.lint.preparation', { needed, days, better }),
      because: [],
    },
  ]
}

/** What hub members promise must be there to be kept. */
function hub({ decided, parts }: Linted, say: Words): Warning[] {
  const circle = parts.governance.circles.find((one) => one.key === 'hub')
  if (!circle?.commitment) return []
  const held = parts.calendar.events.filter((event) => circle.commitment?.formats.includes(event.format)).length
  if (held >= circle.commitment.attend) return []
  return [
    {
      id: 'lint-hub',
      part: 'calendar',
      severity: 'error',
      text: say('design-whole.lint.hub', { promised: circle.commitment.attend, held }),
      because: decided.because('membership.hub-meetings-per-year'),
    },
  ]
}

/** A rhythm that the calendar found hardly any days for: it stands in the decisions and nobody would meet. */
function unplaced({ decided, parts }: Linted, say: Words): Warning[] {
  return parts.calendar.series
    .filter((series) => !series.own && series.class !== 'launch')
    .flatMap((series) => {
      const rhythm = decided.value<string>(`cadence.${series.format}`)
      const planned = Math.round((perYear(rhythm) * monthsOf(decided)) / 12)
      // What is held twice for two halves of the world is one meeting.
      const held = new Set(
        parts.calendar.events.filter((event) => event.format === series.format).map((event) => event.wall.slice(0, 10)),
      ).size
      if (!rhythm || planned < 2 || held >= planned / 2) return []
      return [
        {
          id: `lint-unplaced-${series.format}`,
          part: 'calendar' as const,
          severity: 'error' as const,
          text: say('design-whole.lint.unplaced', {
            name: series.name,
            rhythm: sayValue(decided.locale, `cadence.${series.format}`, rhythm),
            planned,
            held,
          }),
          because: decided.because(`cadence.${series.format}`),
        },
      ]
    })
}

/** Two months without anything live and people forget. */
function thin({ parts }: Linted, say: Words): Warning[] {
  const days = parts.calendar.events
    .filter((event) => event.live)
    .map((event) => event.wall.slice(0, 10))
    .toSorted()
  let gap = { from: parts.calendar.from, to: parts.calendar.from, days: 0 }
  days.forEach((day, index) => {
    const from = index === 0 ? parts.calendar.from : (days[index - 1] ?? day)
    const length = daysFromLaunch(from, day)
    if (length > gap.days) gap = { from, to: day, days: length }
  })
  if (gap.days <= 75) return []
  return [
    {
      id: 'lint-silence',
      part: 'calendar',
      severity: 'risk',
      text: say('design-whole.lint.silence', {
        days: gap.days,
        from: longDate(gap.from, say.locale),
        to: longDate(gap.to, say.locale),
      }),
      because: [],
    },
  ]
}
