import { expect, test } from 'vitest'
import { holidaysOf } from './holidays.ts'

test('knows the public holidays of South Africa in 2027, the day in lieu of a Sunday among them', async () => {
  const { days, known } = await holidaysOf(['ZA'], '2027-01-01', '2027-12-31')
  expect(known).toEqual(['ZA'])
  expect(days['2027-03-26']).toEqual([{ country: 'ZA', name: 'Good Friday' }])
  expect(days['2027-03-22']?.[0]?.country).toBe('ZA')
  expect(days['2027-06-16']?.[0]?.name).toBe('Youth Day')
  expect(days['2027-06-17']).toBeUndefined()
})

test('a feast of several days closes each of them', async () => {
  const { days } = await holidaysOf(['EG'], '2027-01-01', '2027-12-31')
  expect(['2027-03-09', '2027-03-10', '2027-03-11'].map((date) => days[date]?.[0]?.country)).toEqual(['EG', 'EG', 'EG'])
})

test('countries that the library lacks have theirs from our own list, in the language of the design', async () => {
  const { days, known, unknown } = await holidaysOf(['JO', 'LB'], '2027-01-01', '2027-12-31', 'fr')
  expect([known, unknown]).toEqual([['JO', 'LB'], []])
  expect(days['2027-05-25']).toEqual([{ country: 'JO', name: 'Fête de l’Indépendance' }])
  expect(days['2027-05-03']).toEqual([{ country: 'LB', name: 'Lundi de Pâques orthodoxe' }])
})

test('a country whose holidays nobody knows is named, not passed over', async () => {
  expect((await holidaysOf(['MM', 'KE'], '2027-01-01', '2027-12-31')).unknown).toEqual(['MM'])
})

test('only days between the two dates count, over the turn of a year', async () => {
  const { days } = await holidaysOf(['FR'], '2027-12-01', '2028-01-31')
  expect(Object.keys(days).sort()).toEqual(['2027-12-25', '2028-01-01'])
})

test('two countries on one day stand side by side, and no country at all closes no day', async () => {
  const { days } = await holidaysOf(['ZA', 'KE'], '2027-12-01', '2027-12-31')
  expect(days['2027-12-25']?.map((one) => one.country)).toEqual(['ZA', 'KE'])
  expect((await holidaysOf([], '2027-01-01', '2027-12-31')).days).toEqual({})
})
