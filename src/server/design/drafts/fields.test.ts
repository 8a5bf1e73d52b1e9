import { describe, expect, it } from 'vitest'
import { readContext } from '../context/index.ts'
import { questions } from '../context/questions.ts'
import { isRaw, type Raw } from '../context/understand.ts'
import { answerIn, withAnswers } from './answers.ts'
import { exampleIds, exampleText } from './examples.ts'
import { givenBy, typedFrom } from './fields.ts'

const fields = questions('en').flatMap((question) => question.fields)

/** What the porch makes of the boxes of a form. */
function posted(boxes: Record<string, string | string[]>): Raw {
  const typed: Raw = {}
  for (const [name, value] of Object.entries(boxes)) {
    const path = name.replace(/\[\]$/, '').split('.')
    path.reduce<Raw>(
      (into, step, i) => (i === path.length - 1 ? ((into[step] = value), into) : ((into[step] ??= {}) as Raw)),
      typed,
    )
  }
  return settled(typed) as Raw
}
const settled = (value: unknown): unknown =>
  !isRaw(value)
    ? value
    : Object.keys(value).length > 0 && Object.keys(value).every((key) => /^\d+$/.test(key))
      ? Object.values(value).map(settled)
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, settled(inner)]))

describe('answers in a form', () => {
  it.for(exampleIds)('%s, opened in the form and saved untouched, is what it was, in English and in French', (id) => {
    const { context } = readContext(exampleText(id))
    for (const locale of ['en', 'fr'] as const) {
      const boxes = typedFrom(fields, context as unknown as Raw, locale)
      const { 'annual-usd': dollars, ...budget } = context.budget
      const asked =
        dollars === undefined ? context : { ...context, budget: { ...budget, annual: dollars, currency: 'USD' } }
      expect(withAnswers(context as unknown as Raw, givenBy(fields, posted(boxes)))).toEqual(asked)
    }
  })

  it('are understood as people write them', () => {
    const boxes = {
      'scope.members': '1 200',
      'scope.second-language-share': '30',
      'structure.coordinator-fte': '0,4',
      'scope.co-located': 'no',
      'community.countries': 'Côte d’Ivoire, kenya, NO',
      'scope.languages': 'anglais, Swahili',
      'community.zone': 'Nairobi',
      'community.name': 'ጤና 🌱 صحة',
      'existing.limits-in-own-words': 'One way\r\n\r\nNobody answers  ',
      'existing.mechanisms[]': ['email-list'],
    }
    const asked = fields.filter(({ answer }) => Object.hasOwn(boxes, answer) || Object.hasOwn(boxes, `${answer}[]`))
    const file = withAnswers({}, givenBy(asked, posted(boxes)))
    expect(file).toEqual({
      scope: { members: 1200, 'second-language-share': 0.3, 'co-located': false, languages: ['en', 'sw'] },
      structure: { 'coordinator-fte': 0.4 },
      community: { name: 'ጤና 🌱 صحة', countries: ['CI', 'KE', 'NO'], zone: 'Africa/Nairobi' },
      existing: { 'limits-in-own-words': ['One way', 'Nobody answers'], mechanisms: ['email-list'] },
    })
  })

  it('take an answer back when somebody says that they do not know', () => {
    const file = withAnswers(
      { scope: { members: 20, bandwidth: 'low' } },
      givenBy(
        fields.filter(({ answer }) => answer === 'scope.bandwidth'),
        posted({ 'scope.bandwidth': 'low', 'unknown.scope.bandwidth': 'yes' }),
      ),
    )
    expect(answerIn(file, 'scope.bandwidth')).toBeUndefined()
  })

  it('count when not knowing was ticked the last time and nobody unticked it', () => {
    const boxes = { 'scope.bandwidth': 'low', 'unknown.scope.bandwidth': 'yes', 'was-unknown.scope.bandwidth': 'yes' }
    const given = givenBy(
      fields.filter(({ answer }) => answer === 'scope.bandwidth'),
      posted(boxes),
    )
    expect(given).toEqual({ 'scope.bandwidth': 'low' })
  })

  it('pass over rows that were left empty, and miss what a written row lacks', () => {
    const boxes = {
      'gaps.list.0.title': '',
      'gaps.list.0.type': '',
      'gaps.list.1.title': 'Sampling',
      'gaps.list.1.type': 'method-skill',
      'gaps.list.1.priority': '',
      'gaps.list.1.expertise': '',
    }
    const asked = fields.filter(({ answer }) => answer === 'gaps.list')
    expect(() => withAnswers({}, givenBy(asked, posted(boxes)))).toThrow(
      expect.objectContaining({
        issues: [
          expect.objectContaining({ path: ['gaps', 'list', 0, 'priority'], code: 'context.required' }),
          expect.objectContaining({ path: ['gaps', 'list', 0, 'expertise'], code: 'context.required' }),
        ],
      }),
    )
  })
})
