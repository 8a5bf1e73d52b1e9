/** What stands behind the seven parts: risks, assumptions and what is open, the launch ticked off, load, alignment, all answers. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import { answersOf, nameOfAnswer, sayAnswer } from '../context/index.ts'
import { launchDay } from '../parts/common/launch.ts'
import { capital, figure, phrase } from '../parts/common/phrases.ts'
import { answerSpec } from '../rules/index.ts'
import type { Design, Warning } from '../types.ts'
import type { Block, Section } from './blocks.ts'
import { heading, list, paragraph, table } from './tables.ts'

/** The annexes, in order. */
export function annexes(design: Design, words: Words): Section[] {
  const section = (id: string, title: string, blocks: Block[]): Section => ({ id, title, blocks })
  return [
    section('risks', words('design-whole.annex.risks'), risks(design, words)),
    section('assumptions', words('design-whole.annex.assumptions'), assumptions(design, words)),
    section('checklist', words('design-whole.annex.checklist'), checklist(design, words)),
    section('load', words('design-whole.annex.load'), load(design, words)),
    section('alignment', words('design-whole.annex.alignment'), alignment(design, words)),
    section('answers', words('design-whole.annex.answers'), answers(design, words)),
  ]
}

const tones = { error: 'bad', risk: 'care', note: 'plain' } as const

function risks(design: Design, words: Words): Block[] {
  const { register } = design.parts.sustainability
  const rows = design.warnings.map((warning) => [
    words(`design-whole.annex.severity.${warning.severity}`),
    capital(warning.text),
    words(`design-whole.parts.${warning.part}`),
    whyOf(warning),
  ])
  const worst = design.warnings.find((warning) => warning.severity === 'error')
  return [
    ...(worst ? [{ kind: 'notice', tone: tones.error, text: capital(worst.text) } satisfies Block] : []),
    rows.length > 0
      ? table(
          [
            words('design-whole.annex.risksHead.severity'),
            [words('design-whole.annex.risksHead.text'), 'start', 0.46],
            words('design-whole.annex.risksHead.part'),
            words('design-whole.annex.risksHead.why'),
          ],
          rows,
        )
      : { kind: 'notice', tone: 'good', text: words('design-whole.annex.noRisks') },
    heading(words('design-whole.annex.register'), 'risks-register'),
    table(
      [
        words('design-whole.annex.registerHead.risk'),
        words('design-whole.annex.registerHead.sign'),
        words('design-whole.annex.registerHead.response'),
      ],
      register.map((one) => [one.risk, capital(one.sign), capital(one.response)]),
    ),
  ]
}

const whyOf = ({ because }: Warning): string => [...new Set(because.map((one) => capital(one.reason)))].join(' ')

function assumptions(design: Design, words: Words): Block[] {
  return [
    paragraph(words('design-whole.annex.assumedText', { count: design.assumptions.length })),
    ...list(design.assumptions.map((one) => capital(one.text))),
    heading(words('design-whole.annex.openHeading'), 'assumptions-open'),
    ...list(design.open.map(capital)),
  ]
}

function checklist(design: Design, words: Words): Block[] {
  const launch = launchDay(design.parts.calendar)
  return [
    paragraph(words('design-whole.annex.checklistText', { date: longDate(launch, words.locale) })),
    table(
      [
        [words('design-whole.annex.checklistHead.day'), 'end'],
        words('design-whole.annex.checklistHead.date'),
        [words('design-whole.annex.checklistHead.what'), 'start', 0.5],
        words('design-whole.annex.checklistHead.who'),
      ],
      design.checklist.map((item) => [
        figure(words, item.day),
        longDate(daysAfter(launch, item.day), words.locale),
        `☐ ${capital(item.text)}`,
        capital(item.owner),
      ]),
    ),
  ]
}

function load(design: Design, words: Words): Block[] {
  return [
    paragraph(words('design-whole.annex.loadText')),
    table(
      [
        words('design-whole.annex.loadHead.who'),
        [words('design-whole.annex.loadHead.hours'), 'end'],
        [words('design-whole.annex.loadHead.promised'), 'end'],
        [words('design-whole.annex.loadHead.made'), 'start', 0.46],
      ],
      design.load.map((one) => [
        one.who,
        figure(words, one.hours),
        one.promised === null ? words('design-whole.annex.nothingPromised') : figure(words, one.promised),
        one.lines
          .map((line) => words('design-whole.annex.loadLine', { what: line.what, hours: figure(words, line.hours) }))
          .join(', '),
      ]),
    ),
  ]
}

function alignment(design: Design, words: Words): Block[] {
  return [
    paragraph(words('design-whole.annex.alignmentText')),
    table(
      [
        words('design-whole.annex.alignmentHead.framework'),
        words('design-whole.annex.alignmentHead.element'),
        words('design-whole.annex.alignmentHead.where'),
        [words('design-whole.annex.alignmentHead.how'), 'start', 0.44],
      ],
      design.alignment.map((row) => [
        row.framework,
        row.element,
        words(`design-whole.parts.${row.where}`),
        capital(row.how),
      ]),
    ),
  ]
}

function answers(design: Design, words: Words): Block[] {
  const { values, assumed } = answersOf(design.context, design.locale)
  const { gaps, existing } = design.context
  const named = gaps.list ?? []
  const own = existing['limits-in-own-words'] ?? []
  const from = (id: string) =>
    words(
      answerSpec(id)?.derived
        ? 'design-whole.annex.derived'
        : assumed.has(id)
          ? 'design-whole.annex.assumed'
          : 'design-whole.annex.given',
    )
  return [
    table(
      [
        [words('design-whole.annex.answersHead.question'), 'start', 0.44],
        words('design-whole.annex.answersHead.answer'),
        words('design-whole.annex.answersHead.from'),
      ],
      Object.entries(values).map(([id, value]) => [
        capital(nameOfAnswer(design.locale, id)),
        sayAnswer(design.locale, id, value),
        from(id),
      ]),
    ),
    ...(named.length > 0
      ? [
          heading(words('design-whole.annex.gaps'), 'answers-gaps'),
          table(
            [
              [words('design-whole.annex.gapsHead.gap'), 'start', 0.4],
              words('design-whole.annex.gapsHead.type'),
              words('design-whole.annex.gapsHead.priority'),
              words('design-whole.annex.gapsHead.expertise'),
            ],
            named.map((gap) => [
              gap.title,
              sayAnswer(design.locale, 'gaps.types', gap.type),
              phrase(words, `design-whole.annex.priority.${gap.priority}`),
              sayAnswer(design.locale, 'gaps.expertise', gap.expertise),
            ]),
          ),
        ]
      : []),
    ...(own.length > 0 ? [heading(words('design-whole.annex.limits'), 'answers-limits'), ...list(own)] : []),
  ]
}
