/** Who steers: the form, the roles with their hours, the working groups, the table of decisions. */
import type { Words } from '#i18n/index.ts'
import { capital, figure, phrase } from '../../parts/common/phrases.ts'
import type { Governance, Role } from '../../parts/governance.ts'
import type { Design } from '../../types.ts'
import type { Block } from '../blocks.ts'
import { decisionBlock } from '../why-of.ts'

/** The blocks on steering, decisions unnumbered. */
export function steeringBlocks(design: Design, words: Words): Block[] {
  const { governance } = design.parts
  const groups = governance['working-groups']
  return [
    { kind: 'heading', level: 3, text: words('design-governance.doc.steering.title'), id: 'governance-steering' },
    decisionBlock(design, {
      title: phrase(words, `design-governance.form.${governance.form.id}.title`),
      text: governance.form.text,
      because: governance.form.because,
    }),
    rolesTable(governance.roles, words),
    { kind: 'definitions', items: governance.roles.map((role) => roleItem(role, words)) },
    decisionBlock(design, {
      title: words('design-governance.doc.groups.title', { max: groups.max, months: groups.months }),
      text: groups.text,
      because: groups.because,
    }),
    ...proposedGroups(governance, words),
    raciTable(governance, words),
  ]
}

function rolesTable(roles: readonly Role[], words: Words): Block {
  return {
    kind: 'table',
    caption: words('design-governance.doc.roles.caption'),
    columns: [
      { label: words('design-governance.doc.roles.role'), width: 0.34 },
      { label: words('design-governance.doc.roles.people'), align: 'end' },
      { label: words('design-governance.doc.roles.hours'), align: 'end' },
      { label: words('design-governance.doc.roles.term') },
      { label: words('design-governance.doc.roles.deputy') },
    ],
    rows: roles.map((role) => [
      role.name,
      role.count === 0 ? words('design-governance.doc.roles.vacant') : String(role.count),
      figure(words, role.hours),
      role.term === null
        ? words('design-governance.doc.roles.no-term')
        : words('design-governance.doc.roles.months', { months: role.term, renewals: role.renewals }),
      words(role.deputy ? 'design-governance.doc.roles.with-deputy' : 'design-governance.doc.roles.without-deputy'),
    ]),
  }
}

function roleItem(role: Role, words: Words): { term: string; text: string; note?: string } {
  const decides =
    role.decides.length > 0
      ? words('design-governance.doc.roles.decides', {
          what: role.decides.join(words('design-governance.doc.roles.between')),
        })
      : ''
  const note = [decides, role.note ?? ''].filter((part) => part !== '').join(' ')
  return { term: role.name, text: `${role.duties.join('. ')}.`, ...(note && { note }) }
}

function proposedGroups(governance: Governance, words: Words): Block[] {
  const { proposed } = governance['working-groups']
  if (proposed.length === 0) return []
  return [
    {
      kind: 'table',
      caption: words('design-governance.doc.groups.caption'),
      columns: [
        { label: words('design-governance.doc.groups.group'), width: 0.34 },
        { label: words('design-governance.doc.groups.product') },
        { label: words('design-governance.doc.groups.months'), align: 'end', width: 0.14 },
      ],
      rows: proposed.map(({ title, product, months }) => [capital(title), capital(product), String(months)]),
    },
  ]
}

function raciTable(governance: Governance, words: Words): Block {
  const { columns, rows } = governance.raci
  return {
    kind: 'table',
    caption: words('design-governance.doc.raci.caption'),
    columns: [
      { label: words('design-governance.doc.raci.decision'), width: 0.22 },
      ...columns.map(({ name }) => ({ label: name })),
      { label: words('design-governance.doc.raci.how'), width: 0.34 },
    ],
    rows: rows.map(({ decision, cells, how }) => [
      decision,
      ...columns.map(({ key }) =>
        cells[key]?.length
          ? cells[key].map((letter) => phrase(words, `design-governance.doc.raci.letter.${letter}`)).join(' ')
          : '–',
      ),
      how,
    ]),
  }
}
