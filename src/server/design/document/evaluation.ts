/** Part 6 as a document: what is counted on seven levels, what is asked, who hears of it, and what is learned. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure, pick } from '../parts/common/phrases.ts'
import { healthItems } from '../parts/evaluation/catalogue.ts'
import type { ChosenIndicator } from '../parts/evaluation/indicators.ts'
import type { PlannedSurvey } from '../parts/evaluation/surveys.ts'
import type { Because, Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { numbered, teller, type Teller } from './numbered.ts'
import { heading, list, paragraph, table } from './tables.ts'

/** The blocks of part 6. Decisions are numbered from 6.1. */
export function evaluationBlocks(design: Design, words: Words): Block[] {
  const voice = teller(design)
  const told = [
    ...counted(design, voice, words),
    ...asked(design, voice, words),
    ...reported(design, words),
    ...health(design, words),
    ...questions(design, words),
  ]
  return numbered('evaluation', [...told, ...voice.rest('evaluation', words)])
}

function counted(design: Design, voice: Teller, words: Words): Block[] {
  const { levels, indicators, surveyLoad } = design.parts.evaluation
  const value = (path: string) => design.decisions.find((decision) => decision.id === path)?.value
  return [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-evaluation.lede', { indicators: indicators.length, minutes: surveyLoad.minutes }),
    },
    heading(words('design-evaluation.groups.indicators'), 'evaluation-indicators'),
    voice.tell({
      title: words('design-evaluation.indicators.title', { set: pick(String(value('mne.indicator-set') ?? 'core')) }),
      text: words('design-evaluation.indicators.text', {
        factor: Number(value('targets.factor') ?? 1) < 1 ? 'yes' : 'no',
      }),
      because: [
        'mne.indicator-set',
        'mne.coverage',
        'mne.cost-per-active-member',
        'targets.factor',
        'targets.active-rate',
        'targets.attendance-reach',
        'targets.contributor-rate',
        'targets.interactive-share',
        'targets.member-led-share',
        'targets.field-led-sessions',
      ],
      why: reasonsOf(indicators),
    }),
    ...levels.map((level): Block => {
      const here = indicators.filter((indicator) => indicator.level === level.id)
      return table(
        [
          [words('design-evaluation.indicators.head.name'), 'start', 0.27],
          [words('design-evaluation.indicators.head.aim'), 'start', 0.16],
          [words('design-evaluation.indicators.head.source'), 'start', 0.16],
          [words('design-evaluation.indicators.head.frequency'), 'start', 0.11],
          [words('design-evaluation.indicators.head.by'), 'start', 0.14],
          [words('design-evaluation.indicators.head.why'), 'start', 0.16],
        ],
        here.length > 0
          ? here.map((indicator) => row(indicator, words))
          : [[words('design-evaluation.indicators.none'), '', '', '', '', '']],
        { caption: words('design-evaluation.indicators.levelCaption', { name: level.name, question: level.question }) },
      )
    }),
  ]
}

function row(indicator: ChosenIndicator, words: Words): string[] {
  const by = indicator.disaggregationNames
  return [
    `${indicator.code} ${indicator.name}`,
    indicator.target.text,
    indicator.source.join(', '),
    indicator.frequencyName,
    by.length > 0 ? by.join(', ') : words('design-evaluation.indicators.whole'),
    indicator.because,
  ]
}

/** Why indicators beyond the set are there, each reason once. */
function reasonsOf(indicators: readonly ChosenIndicator[]): Because[] {
  return indicators.flatMap((indicator) => indicator.why).filter((reason) => reason.rule === 'formula-indicator-choice')
}

function asked(design: Design, voice: Teller, words: Words): Block[] {
  const { surveys, surveyLoad } = design.parts.evaluation
  return [
    heading(words('design-evaluation.groups.surveys'), 'evaluation-surveys'),
    voice.tell({
      id: 'surveys',
      title: words('design-evaluation.survey.title', { minutes: surveyLoad.minutes }),
      text: words('design-evaluation.survey.text', { limit: surveyLoad.limit }),
      because: ['mne.first-check'],
      why: surveys.flatMap((survey) => survey.why),
    }),
    table(
      [
        words('design-evaluation.survey.head.survey'),
        words('design-evaluation.survey.head.when'),
        words('design-evaluation.survey.head.whom'),
        [words('design-evaluation.survey.head.minutes'), 'end'],
        [words('design-evaluation.survey.head.year'), 'end'],
      ],
      surveys.map((survey) => [
        survey.name,
        when(survey, words),
        survey.whom,
        figure(words, survey.minutes),
        survey.minutesYear > 0 ? figure(words, survey.minutesYear) : words('design-evaluation.survey.onOccasion'),
      ]),
    ),
  ]
}

function when(survey: PlannedSurvey, words: Words): string {
  const dates = survey.dates.map((date) => longDate(date, words.locale)).join('; ')
  return dates ? words('porch.pair', { term: capital(survey.when), text: dates }) : capital(survey.when)
}

function reported(design: Design, words: Words): Block[] {
  const first = 4
  const dates = (all: readonly string[]) => {
    const shown = all
      .slice(0, first)
      .map((date) => longDate(date, words.locale))
      .join('; ')
    return all.length > first
      ? words('design-evaluation.report.more', { dates: shown, count: all.length - first })
      : shown
  }
  return [
    heading(words('design-evaluation.report.title'), 'evaluation-reports'),
    paragraph(words('design-evaluation.report.text')),
    table(
      [
        words('design-evaluation.report.head.report'),
        words('design-evaluation.report.head.readers'),
        words('design-evaluation.report.head.when'),
        words('design-evaluation.report.head.dates'),
        words('design-evaluation.report.head.who'),
      ],
      design.parts.evaluation.reports.map((report) => [
        words('porch.pair', { term: report.name, text: report.holds }),
        report.readers,
        report.when,
        dates(report.dates),
        report.owner,
      ]),
    ),
  ]
}

function health(design: Design, words: Words): Block[] {
  const { healthChecks } = design.parts.evaluation
  const dimensions = healthItems(design.locale)
  return [
    heading(words('design-evaluation.health.title'), 'evaluation-health'),
    paragraph(
      words('design-evaluation.health.text', {
        items: dimensions.reduce((sum, dimension) => sum + dimension.items.length, 0),
        raters: healthChecks.at(-1)?.raters ?? 5,
      }),
    ),
    table(
      [
        words('design-evaluation.health.head.date'),
        words('design-evaluation.health.head.what'),
        [words('design-evaluation.health.head.minutes'), 'end'],
      ],
      healthChecks.map((check) => [
        longDate(check.date, words.locale),
        capital(check.what),
        figure(words, check.minutes),
      ]),
    ),
    {
      kind: 'definitions',
      items: dimensions.map((dimension) => ({
        term: dimension.name,
        text: dimension.items.map((item) => item.question).join(' '),
      })),
    },
  ]
}

function questions(design: Design, words: Words): Block[] {
  const { questions, guards } = design.parts.evaluation
  return [
    heading(words('design-evaluation.question.title', { count: questions.length }), 'evaluation-questions'),
    paragraph(words('design-evaluation.question.text')),
    {
      kind: 'definitions',
      items: questions.map((one) => ({
        term: one.question,
        text: words('design-evaluation.question.how', { how: one.how, measures: one.measures }),
        note: one.why,
      })),
    },
    heading(words('design-evaluation.guard.title'), 'evaluation-guards'),
    ...list(guards.map(capital)),
  ]
}
