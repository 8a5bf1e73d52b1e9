/**
 * What members, the organisation and the sponsor gain: picked from the items of the start-up guide of 2002 (`domain/` entry
 * 01.8) by what this community answered, never the whole list.
 */
import type { Words } from '#i18n/index.ts'
import type { Because, Decided, Json } from '../../basics.ts'
import { reason } from '../calendar/reasons.ts'
import { phrase } from '../common/phrases.ts'
import type { ValueProposition } from './types.ts'

interface Item {
  id: string
  term: 'short' | 'long'
  /** Each answer that speaks for the item. */
  signs: Sign[]
}
type Sign = [answer: string, speaks: (value: Json) => boolean]

const has =
  (...any: string[]) =>
  (value: Json) =>
    Array.isArray(value) && any.some((one) => value.includes(one))
const is =
  (...any: Json[]) =>
  (value: Json) =>
    any.includes(value)
const from = (least: number) => (value: Json) => typeof value === 'number' && value >= least

const items: Record<ValueProposition['audience'], Item[]> = {
  member: [
    {
      id: 'help',
      term: 'short',
      signs: [
        ['gaps.types', has('live-problems')],
        ['structure.solo-share', from(0.4)],
      ],
    },
    {
      id: 'expertise',
      term: 'short',
      signs: [
        ['gaps.types', has('method-skill', 'data-systems')],
        ['gaps.expertise', is('inside-few', 'outside')],
      ],
    },
    {
      id: 'confidence',
      term: 'short',
      signs: [
        ['scope.junior-share', from(0.35)],
        ['structure.hierarchy-strong', is(true)],
        ['existing.limitations', has('not-safe')],
      ],
    },
    {
      id: 'enjoyment',
      term: 'short',
      signs: [
        ['scope.co-located', is(true)],
        ['existing.limitations', has('one-way', 'low-use')],
      ],
    },
    {
      id: 'meaning',
      term: 'short',
      signs: [
        ['gaps.types', has('evidence-use')],
        ['scope.role-mix', is('mostly-non-mel', 'mixed-mel-and-programme')],
      ],
    },
    {
      id: 'development',
      term: 'long',
      signs: [
        ['gaps.types', has('method-skill', 'soft-skills')],
        ['scope.junior-share', from(0.3)],
      ],
    },
    {
      id: 'reputation',
      term: 'long',
      signs: [
        ['structure.manager-support', is('mixed', 'no')],
        ['gaps.expertise', is('inside-members')],
      ],
    },
    {
      id: 'identity',
      term: 'long',
      signs: [
        ['structure.solo-share', from(0.3)],
        ['structure.model', is('embedded-in-programmes', 'government-system')],
      ],
    },
    {
      id: 'network',
      term: 'long',
      signs: [
        ['scope.membership', is('multi-organisation-open', 'multi-organisation-closed', 'professional-network')],
        ['scope.countries', from(3)],
      ],
    },
    {
      id: 'marketability',
      term: 'long',
      signs: [
        ['structure.turnover', from(0.3)],
        ['structure.model', is('individual-consultants')],
      ],
    },
  ],
  organisation: [
    { id: 'problems-solved', term: 'short', signs: [['gaps.types', has('live-problems')]] },
    {
      id: 'time-saved',
      term: 'short',
      signs: [
        ['gaps.types', has('tools-templates', 'data-systems')],
        ['existing.limitations', has('unsearchable', 'fragmented')],
      ],
    },
    {
      id: 'knowledge-shared',
      term: 'short',
      signs: [
        ['existing.limitations', has('fragmented', 'undocumented', 'no-owner')],
        ['existing.mechanisms', has('none')],
      ],
    },
    {
      id: 'synergy',
      term: 'short',
      signs: [
        ['structure.model', is('matrix', 'federated', 'independent-organisations')],
        ['scope.membership', is('multi-organisation-closed')],
      ],
    },
    { id: 'reuse', term: 'short', signs: [['gaps.types', has('lessons-reuse', 'tools-templates')]] },
    {
      id: 'strategic-capability',
      term: 'long',
      signs: [['gaps.types', has('standards-harmonisation', 'data-systems')]],
    },
    {
      id: 'abreast',
      term: 'long',
      signs: [
        ['gaps.types', has('awareness')],
        ['gaps.expertise', is('outside')],
      ],
    },
    {
      id: 'innovation',
      term: 'long',
      signs: [
        ['gaps.expertise', is('nobody-yet')],
        ['existing.failed-before', is(true)],
      ],
    },
    {
      id: 'talent-kept',
      term: 'long',
      signs: [
        ['structure.turnover', from(0.2)],
        ['structure.manager-support', is('yes')],
      ],
    },
    { id: 'new-strategies', term: 'long', signs: [['gaps.types', has('evidence-use', 'lessons-reuse')]] },
  ],
  sponsor: [
    { id: 'results-seen', term: 'short', signs: [['structure.sponsor', is('active', 'named-passive')]] },
    { id: 'proof-first', term: 'short', signs: [['structure.sponsor', is('none')]] },
    {
      id: 'early-warning',
      term: 'short',
      signs: [
        ['structure.hierarchy-strong', is(true)],
        ['existing.limitations', has('hq-dominated', 'one-way')],
      ],
    },
    {
      id: 'small-ask',
      term: 'short',
      signs: [
        ['budget.band', is('b0', 'b1')],
        ['structure.manager-support', is('no', 'mixed')],
      ],
    },
    { id: 'cost-shown', term: 'long', signs: [['budget.band', is('b2', 'b3', 'b4')]] },
    {
      id: 'reach',
      term: 'long',
      signs: [
        ['scope.membership', is('multi-organisation-open', 'professional-network')],
        ['scope.members', from(200)],
      ],
    },
    {
      id: 'evidence-for-strategy',
      term: 'long',
      signs: [['gaps.types', has('evidence-use', 'standards-harmonisation', 'lessons-reuse')]],
    },
  ],
}

/** Three gains for each audience, two that are felt soon and one that lasts, those with most answers behind them first. */
export function valueOf(decided: Decided, say: Words): ValueProposition[] {
  return (Object.keys(items) as ValueProposition['audience'][]).map((audience) => ({
    audience,
    name: phrase(say, `design-governance.value.${audience}.name`),
    picks: [...best(decided, audience, 'short', 2), ...best(decided, audience, 'long', 1)].map((item) => ({
      id: item.id,
      term: item.term,
      text: phrase(say, `design-governance.value.${audience}.${item.id}`),
      why: whyPicked(decided, item, say),
    })),
  }))
}

function best(decided: Decided, audience: ValueProposition['audience'], term: Item['term'], count: number): Item[] {
  return items[audience]
    .filter((item) => item.term === term)
    .map((item) => ({ item, weight: spoken(decided, item).length / item.signs.length + spoken(decided, item).length }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, count)
    .map(({ item }) => item)
}

function spoken(decided: Decided, item: Item): string[] {
  return item.signs.filter(([answer, speaks]) => speaks(decided.answer(answer))).map(([answer]) => answer)
}

function whyPicked(decided: Decided, item: Item, say: Words): Because[] {
  const answers = spoken(decided, item)
  return [
    reason(
      decided,
      'formula-value',
      say(answers.length > 0 ? 'design-governance.value.why' : 'design-governance.value.why-usual'),
      answers,
    ),
  ]
}
