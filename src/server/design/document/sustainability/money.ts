import type { Words } from '#i18n/index.ts'
import { capital, figure, money } from '../../parts/common/phrases.ts'
import type { Design } from '../../types.ts'
import type { Block } from '../blocks.ts'
import type { Teller } from '../numbered.ts'
import { heading, list, paragraph, table } from '../tables.ts'

/** The budget with its justification, and the time that is given beside it. */
export function budgetBlocks(design: Design, voice: Teller, words: Words): Block[] {
  return [
    ...lines(design, voice, words),
    ...split(design, words),
    ...short(design, words),
    ...given(design, voice, words),
  ]
}

function lines(design: Design, voice: Teller, words: Words): Block[] {
  const { budget } = design.parts.sustainability
  const sum = (amount: number) => money(words, amount, budget.currency)
  const paid = budget.total > 0 ? 'yes' : 'no'
  const block = voice.tell({
    title: words('design-sustainability.budget.title', { paid, total: sum(budget.total) }),
    text: words('design-sustainability.budget.text', {
      paid,
      rate: budget.rate === 1 ? 'none' : figure(words, budget.rate, 2),
    }),
    because: ['budget.profile', 'budget.lines', 'budget.model', 'budget.in-kind-ledger'],
  })
  return [
    heading(words('design-sustainability.groups.budget'), 'sustainability-budget'),
    block,
    table(
      [
        [words('design-sustainability.budget.head.line'), 'start', 0.26],
        [words('design-sustainability.budget.head.why'), 'start', 0.46],
        [words('design-sustainability.budget.head.amount'), 'end'],
        [words('design-sustainability.budget.head.share'), 'end'],
      ],
      budget.lines.map((line) => [
        line.what,
        capital(line.justification),
        sum(line.amount),
        `${figure(words, line.share)} %`,
      ]),
      {
        caption: words('design-sustainability.budget.caption', { currency: budget.currency }),
        total: [words('design-sustainability.budget.sum'), '', sum(budget.total), budget.total > 0 ? '100 %' : ''],
      },
    ),
    ...(budget.total > 0
      ? [
          paragraph(
            words('design-sustainability.budget.member', {
              perMember: sum(budget.perMember),
              perActive: sum(budget.perActiveMember),
              active: budget.activeMembers,
              comparison: budget.comparison,
            }),
          ),
        ]
      : []),
  ]
}

function split(design: Design, words: Words): Block[] {
  const { split } = design.parts.sustainability.budget
  if (split.length === 0) return []
  return [
    heading(words('design-sustainability.budget.splitHeading'), 'sustainability-split', 4),
    table(
      [
        words('design-sustainability.budget.splitHead.category'),
        [words('design-sustainability.budget.splitHead.share'), 'end'],
        [words('design-sustainability.budget.splitHead.usual'), 'end'],
        words('design-sustainability.budget.splitHead.note'),
      ],
      split.map((one) => [capital(one.name), `${one.share} %`, `${one.usual} %`, one.note ? capital(one.note) : '']),
    ),
  ]
}

function short(design: Design, words: Words): Block[] {
  const { short, currency } = design.parts.sustainability.budget
  if (short.length === 0) return []
  return [
    heading(words('design-sustainability.budget.shortHeading'), 'sustainability-short', 4),
    paragraph(words('design-sustainability.budget.shortText')),
    table(
      [
        words('design-sustainability.budget.shortHead.line'),
        [words('design-sustainability.budget.shortHead.need'), 'end'],
        [words('design-sustainability.budget.shortHead.amount'), 'end'],
      ],
      short.map((one) => [one.what, money(words, one.need, currency), money(words, one.amount, currency)]),
    ),
  ]
}

function given(design: Design, voice: Teller, words: Words): Block[] {
  const { budget, 'in-kind': kind } = design.parts.sustainability
  const sum = (amount: number) => money(words, amount, budget.currency)
  return [
    heading(words('design-sustainability.groups.inKind'), 'sustainability-in-kind'),
    voice.tell({
      id: 'in-kind',
      title: words('design-sustainability.inKind.title'),
      text: words('design-sustainability.inKind.text', {
        hours: kind.hours,
        value: sum(kind.value),
        hourly: sum(kind.hourly),
        perActive: sum(kind.perActiveMember),
        breakEven: figure(words, kind.breakEven),
      }),
      because: ['budget.in-kind-ledger', 'governance.coordinator-fte-needed', 'budget.model'],
    }),
    table(
      [
        words('design-sustainability.inKind.head.who'),
        words('design-sustainability.inKind.head.basis'),
        [words('design-sustainability.inKind.head.hours'), 'end'],
        [words('design-sustainability.inKind.head.value'), 'end'],
      ],
      kind.lines.map((line) => [capital(line.what), line.basis, figure(words, line.hours), sum(line.value)]),
      { total: [words('design-sustainability.inKind.sum'), '', figure(words, kind.hours), sum(kind.value)] },
    ),
    paragraph(
      words('design-sustainability.inKind.members', { hours: kind.members.hours, value: sum(kind.members.value) }),
    ),
    ...(kind.required
      ? [
          heading(words('design-sustainability.inKind.ledgerHeading'), 'sustainability-ledger', 4),
          ...list(kind.ledger.map(capital)),
        ]
      : []),
  ]
}
