/** Part 1 as a document: what for, held to what, steered how, who belongs, how one arrives, and the charter. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure } from '../parts/common/phrases.ts'
import type { Governance, Objective } from '../parts/governance.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { belongingBlocks } from './governance/belonging.ts'
import { steeringBlocks } from './governance/steering.ts'
import { decisionBlock } from './why-of.ts'

/** The blocks of part 1. Decisions are numbered from 1.1. */
export function governanceBlocks(design: Design, words: Words): Block[] {
  const { governance } = design.parts
  const blocks: Block[] = [
    decisionBlock(design, {
      id: 'mission',
      title: words('design-governance.doc.mission.title'),
      text: governance.mission.text,
      because: governance.mission.because,
      why: governance.mission.why,
    }),
    objectives(design, words),
    ...valueBlocks(governance, words),
    ...steeringBlocks(design, words),
    ...belongingBlocks(design, words),
    ...charter(governance, words),
  ]
  return numbered(blocks)
}

function objectives(design: Design, words: Words): Block {
  return {
    kind: 'table',
    caption: words('design-governance.doc.objectives.caption'),
    columns: [
      { label: words('design-governance.doc.objectives.objective'), width: 0.46 },
      { label: words('design-governance.doc.objectives.gap'), width: 0.2 },
      { label: words('design-governance.doc.objectives.measure'), width: 0.18 },
      { label: words('design-governance.doc.objectives.target'), align: 'end' },
      { label: words('design-governance.doc.objectives.by') },
    ],
    rows: design.parts.governance.objectives.map((one) => [
      one.text,
      one.gap ?? words('design-governance.doc.objectives.all'),
      one.measure,
      target(one, words),
      one.date
        ? longDate(one.date, words.locale)
        : words('design-governance.doc.objectives.month', { month: one.month }),
    ]),
  }
}

function target({ target, unit, direction }: Objective, words: Words): string {
  const value = `${figure(words, target)}${unit === '%' ? ' %' : ''}`
  return direction === 'lower' ? words('design-governance.doc.objectives.at-most', { value }) : value
}

function valueBlocks(governance: Governance, words: Words): Block[] {
  return [
    { kind: 'heading', level: 3, text: words('design-governance.doc.value.title'), id: 'governance-value' },
    {
      kind: 'definitions',
      items: governance.value.map(({ name, picks }) => ({
        term: name,
        text: picks
          .filter((pick) => pick.term === 'short')
          .map((pick) => pick.text)
          .join(' '),
        note: picks
          .filter((pick) => pick.term === 'long')
          .map((pick) => words('design-governance.doc.value.later', { text: pick.text }))
          .join(' '),
      })),
    },
  ]
}

function charter(governance: Governance, words: Words): Block[] {
  return [
    { kind: 'heading', level: 3, text: words('design-governance.doc.charter.title'), id: 'governance-charter' },
    { kind: 'paragraph', text: words('design-governance.doc.charter.text') },
    { kind: 'definitions', items: governance.charter.map(({ title, text }) => ({ term: capital(title), text })) },
  ]
}

function numbered(blocks: readonly Block[]): Block[] {
  let n = 0
  return blocks.map((block) => (block.kind === 'decision' ? { ...block, number: `1.${++n}` } : block))
}
