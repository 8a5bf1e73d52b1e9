/** Budget lines, decision criteria and the launch checklist. */
import type { Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { numbered, type Frame } from './frame.ts'

export function budget({ parts }: Design): Shelf {
  const { lines, currency } = parts.sustainability.budget
  const rows = numbered(lines, (line) => ({
    key: line.key,
    category: line.category,
    what: line.what,
    amount: line.amount,
    currency,
    justification: line.justification,
  }))
  return {
    table: 'budget_line',
    rows,
    label: (row) => String(row.what),
    follows: ['category', 'what', 'amount', 'currency', 'justification', 'position'],
  }
}

export function triggers({ parts }: Design): Shelf {
  const rows = numbered(parts.sustainability.evolve.options, (option) => ({
    key: option.id,
    question: option.name,
    threshold: option.triggers.map((trigger) => trigger.text).join('; '),
    indicator: option.triggers.find((trigger) => trigger.measure.startsWith('ind-'))?.measure ?? null,
    response: option.course,
  }))
  return {
    table: 'decision_trigger',
    rows,
    label: (row) => String(row.question),
    follows: ['question', 'threshold', 'indicator', 'response', 'position'],
  }
}

export function checklist(design: Design, frame: Frame): Shelf {
  const rows = numbered(design.checklist, (item) => ({
    key: item.id,
    text: item.text,
    owner: item.owner,
    due_on: Temporal.PlainDate.from(frame.start).add({ days: item.day }).toString(),
  }))
  return {
    table: 'checklist_item',
    rows,
    label: (row) => String(row.text),
    follows: ['text', 'owner', 'due_on', 'position'],
  }
}
