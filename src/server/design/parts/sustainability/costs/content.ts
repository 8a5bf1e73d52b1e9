/** Texts, the look from outside, the copy that lasts. */
import { languagesOf } from '../../common/read.ts'
import { byProfile, type Line } from './line.ts'

export const translation: Line = (decided, _calendar, knowledge) => {
  const means = decided.value<string>('content.translation-budget')
  const others = languagesOf(decided).length - 1
  if (!means || others < 1 || means === 'volunteers-and-checked-machine-draft') return undefined
  const share = means === 'key-items' ? 0.25 : means === 'key-items-and-interpreting-twice-a-year' ? 0.3 : 1
  const items = Math.max(1, Math.round(knowledge.items.yearOne * share))
  return {
    key: 'translation',
    category: 'content',
    usd: items * others * 75,
    rank: 3,
    stretch: 1.8,
    params: { items, languages: others },
    decision: 'content.translation-budget',
  }
}

export const editing: Line = (decided, _calendar, knowledge) => {
  const items = knowledge.items.yearOne
  return {
    key: 'editing',
    category: 'content',
    usd: items * byProfile(decided, 0, 5, 20, 40, 60),
    rank: 4,
    stretch: 2,
    params: { items },
    decision: 'library.items-year1',
  }
}

export const evaluation: Line = (decided) => {
  if (decided.value('sustainability.evaluation') !== 'external-light-evaluation-month-18-to-24') return undefined
  return {
    key: 'evaluation',
    category: 'content',
    usd: byProfile(decided, 0, 0, 1500, 4000, 8000),
    rank: 3,
    stretch: 1.3,
    params: {},
    decision: 'sustainability.evaluation',
  }
}

export const deposit: Line = (decided) => {
  if (!decided.requirements.some((item) => item.id === 'sustainability.exit-plan-at-start')) return undefined
  return {
    key: 'deposit',
    category: 'content',
    usd: byProfile(decided, 0, 150, 600, 1500, 3000),
    rank: 2,
    stretch: 1.5,
    params: {},
    decision: 'sustainability.exit-plan-at-start',
  }
}
