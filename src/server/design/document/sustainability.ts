/** Part 7 as a document: signs of life, succession, money and time, hooks, when to decide anew, what stays. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure, money, sentence } from '../parts/common/phrases.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { numbered, teller, type Teller } from './numbered.ts'
import { budgetBlocks } from './sustainability/money.ts'
import { heading, list, paragraph, table } from './tables.ts'

/** The blocks of part 7. Decisions are numbered from 7.1. */
export function sustainabilityBlocks(design: Design, words: Words): Block[] {
  const { budget } = design.parts.sustainability
  const voice = teller(design)
  const told: Block[] = [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-sustainability.lede', {
        paid: budget.total > 0 ? 'yes' : 'no',
        total: money(words, budget.total, budget.currency),
      }),
    },
    ...momentum(design, words),
    ...succession(design, voice, words),
    ...budgetBlocks(design, voice, words),
    ...integration(design, voice, words),
    ...evolve(design, voice, words),
    ...legacy(design, voice, words),
  ]
  return numbered('sustainability', [...told, ...voice.rest('sustainability', words)])
}

function momentum(design: Design, words: Words): Block[] {
  const { signs, rules, recovery } = design.parts.sustainability.momentum
  return [
    heading(words('design-sustainability.momentum.title', { count: signs.length }), 'sustainability-momentum'),
    paragraph(words('design-sustainability.momentum.text')),
    table(
      [words('design-sustainability.momentum.head.sign'), words('design-sustainability.momentum.head.aim')],
      signs.map((sign) => [sign.name, sign.aim]),
    ),
    ...list(rules.map(capital)),
    paragraph(recovery),
  ]
}

function succession(design: Design, voice: Teller, words: Words): Block[] {
  const { patterns, terms, deputiesBy, pack, path, test } = design.parts.sustainability.succession
  const date = (day: string) => longDate(day, words.locale)
  return [
    heading(words('design-sustainability.groups.succession'), 'sustainability-succession'),
    voice.tell({
      id: 'succession',
      title: words('design-sustainability.succession.title'),
      text: words('design-sustainability.succession.text', { date: date(deputiesBy) }),
      because: [
        'governance.term-months',
        'governance.deputies',
        'governance.deputies-for-all-roles',
        'governance.form',
        'governance.coordination',
      ],
    }),
    {
      kind: 'definitions',
      items: patterns.map((pattern) => ({ term: pattern.name, text: sentence(words, [pattern.how]) })),
    },
    table(
      [
        words('design-sustainability.succession.head.role'),
        [words('design-sustainability.succession.head.months'), 'end'],
        words('design-sustainability.succession.head.ends'),
        words('design-sustainability.succession.head.alert'),
        words('design-sustainability.succession.head.deputy'),
      ],
      terms.map((term) => [
        capital(term.name),
        figure(words, term.months),
        date(term.ends),
        date(term.alert),
        words(term.deputy ? 'common.yes' : 'common.no'),
      ]),
    ),
    heading(words('design-sustainability.succession.packHeading'), 'sustainability-pack', 4),
    ...list(pack.map(capital)),
    heading(words('design-sustainability.succession.pathHeading'), 'sustainability-path', 4),
    paragraph(`${capital(path.join(' → '))}.`),
    paragraph(test),
  ]
}

function integration(design: Design, voice: Teller, words: Words): Block[] {
  const { integration } = design.parts.sustainability
  const several = design.context.scope.membership !== 'single-organisation'
  return [
    heading(words('design-sustainability.groups.integration'), 'sustainability-integration'),
    voice.tell({
      id: 'integration',
      title: words(
        several ? 'design-sustainability.integration.titleSeveral' : 'design-sustainability.integration.title',
      ),
      text: words('design-sustainability.integration.text'),
      because: [...new Set(integration.flatMap((hook) => hook.because))],
    }),
    table(
      [
        words('design-sustainability.integration.head.process'),
        words('design-sustainability.integration.head.hook'),
        words('design-sustainability.integration.head.cla'),
      ],
      integration.map((hook) => [hook.process, hook.hook, hook.cla]),
    ),
  ]
}

function evolve(design: Design, voice: Teller, words: Words): Block[] {
  const { options, precedence, dates, evaluation, who } = design.parts.sustainability.evolve
  return [
    heading(words('design-sustainability.groups.evolve'), 'sustainability-evolve'),
    voice.tell({
      id: 'evolve',
      title: words('design-sustainability.evolve.title'),
      text: words('design-sustainability.evolve.text', { who }),
      because: ['sustainability.evaluation', 'design.review-at-day', 'targets.active-rate'],
    }),
    table(
      [
        words('design-sustainability.evolve.head.option'),
        words('design-sustainability.evolve.head.signs'),
        words('design-sustainability.evolve.head.then'),
      ],
      options.map((option) => [
        option.name,
        sentence(
          words,
          option.triggers.map((one) =>
            one.alone ? words('design-sustainability.evolve.alone', { text: one.text }) : one.text,
          ),
        ),
        option.course,
      ]),
    ),
    paragraph(`${precedence} ${evaluation}`),
    heading(words('design-sustainability.evolve.datesHeading'), 'sustainability-dates', 4),
    {
      kind: 'definitions',
      items: dates.map((one) => ({ term: longDate(one.date, words.locale), text: capital(one.what) })),
    },
  ]
}

function legacy(design: Design, voice: Teller, words: Words): Block[] {
  const { dated, steps, always } = design.parts.sustainability.legacy
  return [
    heading(words('design-sustainability.groups.legacy'), 'sustainability-legacy'),
    voice.tell({
      id: 'legacy',
      title: words('design-sustainability.legacy.title', { dated: dated ? 'yes' : 'no' }),
      text: words('design-sustainability.legacy.text', { dated: dated ? 'yes' : 'no' }),
      because: ['sustainability.exit-plan-at-start', 'library.open-deposit', 'library.rules'],
    }),
    table(
      [words('design-sustainability.legacy.head.when'), words('design-sustainability.legacy.head.what')],
      steps.map((step) => [
        step.date
          ? longDate(step.date, words.locale)
          : words('design-sustainability.legacy.before', { days: step.daysBefore }),
        capital(step.what),
      ]),
    ),
    heading(words('design-sustainability.legacy.alwaysHeading'), 'sustainability-always', 4),
    ...list(always.map(capital)),
  ]
}
