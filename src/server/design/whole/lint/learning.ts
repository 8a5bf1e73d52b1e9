import type { Words } from '#i18n/index.ts'
import { figure } from '../../parts/common/phrases.ts'
import { sizeOf } from '../../parts/common/size.ts'
import { nameOfPath } from '../../rules/say.ts'
import type { Warning } from '../../types.ts'
import type { Linted } from './linted.ts'

/** Aims that nobody of this size reaches, gaps that nothing serves, surveys over the limit, a design resting on guesses. */
export function lintLearning(linted: Linted, say: Words): Warning[] {
  return [
    ...aims(linted, say),
    ...interaction(linted, say),
    ...gaps(linted, say),
    ...surveys(linted, say),
    ...guesses(linted, say),
  ]
}

/** Starting shares by size band (`domain/09`, table 9.3). */
const bands: Record<string, number[]> = {
  'targets.active-rate': [75, 60, 45, 35, 25, 15],
  'targets.attendance-reach': [60, 45, 35, 22, 12, 6],
  'targets.contributor-rate': [60, 45, 30, 20, 12, 6],
}

function aims({ decided }: Linted, say: Words): Warning[] {
  const { band, members } = sizeOf(decided)
  const factor = decided.value<number>('targets.factor') ?? 1
  return Object.entries(bands).flatMap(([path, values]) => {
    const usual = Math.round((values[Number(band.slice(1)) - 1] ?? 100) * factor)
    const aim = decided.value<number>(path) ?? usual
    if (aim <= usual + 1) return []
    return [
      {
        id: `lint-aim-${path.slice('targets.'.length)}`,
        part: 'evaluation' as const,
        severity: 'risk' as const,
        text: say('design-whole.lint.aim', {
          what: nameOfPath(decided.locale, path),
          aim: figure(say, aim),
          usual,
          members,
        }),
        because: decided.because(path),
      },
    ]
  })
}

/** Minutes in which members work together, over all live minutes of the year as planned. */
function interaction({ decided, parts }: Linted, say: Words): Warning[] {
  const aim = decided.value<number>('targets.interactive-share') ?? 50
  const live = parts.calendar.events.filter((event) => event.live)
  const share = new Map(parts.calendar.formats.map((format) => [format.format, format.interactive]))
  const minutes = live.reduce((sum, event) => sum + event.minutes * event.groups, 0)
  const together = live.reduce((sum, event) => sum + event.minutes * event.groups * (share.get(event.format) ?? 0.5), 0)
  const planned = minutes > 0 ? Math.round((together / minutes) * 100) : aim
  if (planned >= aim) return []
  return [
    {
      id: 'lint-interaction',
      part: 'calendar',
      severity: 'risk',
      text: say('design-whole.lint.interaction', { planned, aim }),
      because: decided.because('targets.interactive-share'),
    },
  ]
}

/** Content that a kind of gap needs; without it the gap is talked about and not worked on. */
const served: Record<string, string[]> = {
  'tools-templates': ['tool'],
  'evidence-use': ['evaluation-digest'],
  'lessons-reuse': ['lesson-learned'],
  'data-systems': ['faq', 'tool'],
}

function gaps({ decided, parts }: Linted, say: Words): Warning[] {
  const types = new Set(parts.knowledge.types.map((type) => type.id))
  return (decided.context.gaps.list ?? [])
    .filter((gap) => gap.priority === 'high' && served[gap.type] && !served[gap.type]?.some((type) => types.has(type)))
    .map((gap, index) => ({
      id: `lint-gap-${index + 1}`,
      part: 'knowledge' as const,
      severity: 'risk' as const,
      text: say('design-whole.lint.gap', { gap: gap.title }),
      because: decided.because('content.types-start'),
    }))
}

function surveys({ parts }: Linted, say: Words): Warning[] {
  const { minutes, limit } = parts.evaluation.surveyLoad
  if (minutes <= limit) return []
  return [
    {
      id: 'lint-surveys',
      part: 'evaluation',
      severity: 'error',
      text: say('design-whole.lint.surveys', { minutes, limit, over: minutes - limit }),
      because: [],
    },
  ]
}

/** Half of the answers assumed: the design is a proposal to talk about, not yet one to launch. */
function guesses({ decided }: Linted, say: Words): Warning[] {
  const assumed = decided.assumed.size
  const all = Object.keys(decided.answers).length
  if (assumed * 2 <= all) return []
  return [
    {
      id: 'lint-guesses',
      part: 'governance',
      severity: 'risk',
      text: say('design-whole.lint.guesses', { assumed, all }),
      because: [],
    },
  ]
}
