/** The design on one page: mission, six facts, what the community will be held to, what comes first. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure } from '../parts/common/phrases.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { heading, table } from './tables.ts'

/** The blocks of the summary page. */
export function summaryBlocks(design: Design, words: Words): Block[] {
  const { summary, parts } = design
  const { objectives } = parts.governance
  const indicator = new Map(parts.evaluation.indicators.map((one) => [one.id, one]))
  return [
    { kind: 'paragraph', style: 'lede', text: summary.mission },
    {
      kind: 'definitions',
      items: summary.facts.map(({ term, value, note }) => ({ term, text: value, ...(note && { note }) })),
    },
    table(
      [
        [words('design-whole.summary.heldHead.objective'), 'start', 0.62],
        words('design-whole.summary.heldHead.measure'),
        [words('design-whole.summary.heldHead.aim'), 'end'],
      ],
      objectives.map((objective) => [
        objective.text,
        objective.measure,
        indicator.get(objective.indicator)?.target.text ?? figure(words, objective.target),
      ]),
      { caption: words('design-whole.summary.held', { date: longDate(parts.calendar.to, words.locale) }) },
    ),
    heading(words('design-whole.summary.first'), 'summary-first'),
    { kind: 'list', ordered: true, items: summary.priorities.map(capital) },
  ]
}
