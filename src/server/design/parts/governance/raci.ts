/** Who decides what: responsible, accountable, consulted, informed. Decision rights: `domain/` entry 01.5. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { phrase } from '../common/phrases.ts'
import { required } from '../common/read.ts'
import { hubBuilt } from './hub.ts'
import type { Raci, RaciLetter } from './types.ts'

type Cells = Record<string, RaciLetter[]>
type Column = 'coordinator' | 'core-team' | 'working-group' | 'hub' | 'members' | 'sponsor'

const R: RaciLetter = 'R'
const A: RaciLetter = 'A'
const C: RaciLetter = 'C'
const I: RaciLetter = 'I'

const rights: [key: string, cells: Partial<Record<Column, RaciLetter[]>>][] = [
  ['calendar', { coordinator: [R], 'core-team': [A], hub: [C], members: [C], sponsor: [I] }],
  ['charter', { coordinator: [R], 'core-team': [R], hub: [C], members: [A], sponsor: [C] }],
  ['admit', { coordinator: [R], 'core-team': [A], members: [I] }],
  ['hub-seats', { coordinator: [R], 'core-team': [A], hub: [C], members: [I] }],
  ['start-group', { coordinator: [C], 'core-team': [A], 'working-group': [R], members: [C], sponsor: [I] }],
  ['publish', { coordinator: [I], 'core-team': [C], 'working-group': [R], members: [R] }],
  [
    'propose-standard',
    { coordinator: [R], 'core-team': [A], 'working-group': [R], hub: [C], members: [C], sponsor: [I] },
  ],
  ['sensitive', { coordinator: [R], 'core-team': [A], members: [C] }],
  ['suspend', { coordinator: [R], 'core-team': [A], members: [C], sponsor: [I] }],
  ['budget', { coordinator: [R], 'core-team': [R], 'working-group': [C], members: [I], sponsor: [A] }],
  ['evolve', { coordinator: [R], 'core-team': [R], hub: [C], members: [A], sponsor: [C] }],
]

/** The table of decisions for the bodies that this community has; exactly one is accountable for each. */
export function raciOf(decided: Decided, say: Words): Raci {
  const columns = columnsOf(decided)
  const rows = rights
    .filter(([key]) => applies(decided, key))
    .map(([key, cells]) => ({
      key,
      decision: phrase(say, `design-governance.raci.${key}.name`),
      cells: handedOn(cells as Cells, columns),
      how: phrase(say, `design-governance.raci.${key}.how`),
    }))
  const committee = decided.value('governance.form') === 'elected-committee'
  const trio = decided.value('governance.coordination') === 'rotating-trio'
  return {
    columns: columns.map((key) => ({
      key,
      name: phrase(
        say,
        key === 'core-team' && committee
          ? 'design-governance.role.committee.name'
          : key === 'coordinator' && trio
            ? 'design-governance.role.trio.name'
            : `design-governance.raci.column.${key}`,
      ),
    })),
    rows,
    because: ['governance.form', 'governance.coordination', ...(columns.includes('hub') ? ['membership.hub'] : [])],
  }
}

function columnsOf(decided: Decided): Column[] {
  const there: [Column, boolean][] = [
    ['coordinator', true],
    ['core-team', true],
    ['working-group', (decided.value<number>('governance.working-groups-max') ?? 0) > 0],
    ['hub', hubBuilt(decided)],
    ['members', true],
    ['sponsor', (decided.value<number>('governance.sponsor') ?? 1) > 0],
  ]
  return there.filter(([, is]) => is).map(([key]) => key)
}

function applies(decided: Decided, key: string): boolean {
  if (key === 'hub-seats') return hubBuilt(decided)
  if (key === 'start-group') return (decided.value<number>('governance.working-groups-max') ?? 0) > 0
  if (key === 'propose-standard') return required(decided, 'governance.decision-path') !== undefined
  if (key === 'sensitive') return decided.answer('scope.security') !== 'normal'
  return true
}

// Whoever is not there hands the last word to the core team: a decision without an owner is not a decision.
function handedOn(cells: Cells, columns: readonly Column[]): Cells {
  const present = Object.fromEntries(columns.map((column) => [column, cells[column] ?? []])) as Cells
  if (!Object.values(present).some((letters) => letters.includes(A)))
    present['core-team'] = [...(present['core-team'] ?? []).filter((letter) => letter === R), A]
  return present
}
