import { expect } from 'vitest'
import { Invalid } from '../../errors.ts'
import { test } from '#tests/support/database.ts'
import { begun, factsOf, secret } from '#tests/support/designs.ts'
import { livingCommunity } from '#tests/support/people.ts'
import {
  answer,
  compareVersions,
  decisionPage,
  designPage,
  dropOverride,
  keepInAccount,
  keepVersion,
  myDesigns,
  override,
  previewChange,
  start,
  stepPage,
  takeAway,
  versionsPage,
  whatIf,
} from '../index.ts'

test('a draft is begun without an account, opens with its secret and for nobody else', async ({ db }) => {
  const { ctx, stranger, mine, design } = await begun(db)
  const page = await designPage(stranger, mine)
  expect(page.about).toMatchObject({
    name: 'Learning by Measure',
    isKept: false,
    may: { work: true, comment: true, keep: false, discard: true, launch: false },
  })
  for (const other of [stranger, ctx('amina'), ctx('nomsa'), ctx('ruth')]) {
    await expect(designPage(other, { design })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(
      designPage(other, { design, key: 'another secret that is just as long as that' }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    await expect(answer(other, { design, answers: { 'scope.members': 4 } })).rejects.toMatchObject({
      kind: 'not-found',
    })
    await expect(takeAway(other, { design, format: 'json' })).rejects.toMatchObject({ kind: 'not-found' })
  }
  expect(await factsOf(stranger)).toEqual(['design.started'])
})

test('the same form sent twice makes one draft', async ({ db }) => {
  const { stranger, design } = await begun(db)
  expect(await start(stranger, { key: secret, example: '02-national-network' })).toMatchObject({ design })
  expect(await myDesigns(stranger, { held: [{ design, key: secret }] })).toHaveLength(1)
  expect(await factsOf(stranger)).toEqual(['design.started'])
})

test('two answers are enough for a design; before, it says which are missing', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const { design } = await start(ctx('amina'), {})
  expect((await designPage(ctx('amina'), { design })).missing).toEqual([
    { answer: 'name of the community', step: 'scope', problem: null },
    { answer: 'members expected in month 12', step: 'scope', problem: null },
  ])
  expect((await stepPage(ctx('amina'), { design, step: 'structure' })).needed).toHaveLength(2)
  await answer(ctx('amina'), {
    design,
    step: 'scope',
    answers: { 'community.name': 'ጤና 🌱 صحة', 'scope.members': '1 200' },
  })
  const page = await designPage(ctx('amina'), { design, view: 'governance' })
  expect(page.document?.title).toContain('ጤና 🌱 صحة')
  expect(page.document?.sections.map(({ id }) => id)).toEqual(['governance'])
  expect((await stepPage(ctx('amina'), { design, step: 'scope' })).follows.map(({ path }) => path)).toContain(
    'governance.core-team-size',
  )
})

test('wrong answers are all named, each at its place, and nothing of them is kept', async ({ db }) => {
  const { stranger, mine } = await begun(db)
  const answers = {
    'scope.members': '0',
    'scope.bandwidth': 'splendid',
    'community.countries': ['ZA', 'Atlantis'],
    'structure.hours-per-month': '3',
  }
  const problem = await answer(stranger, { ...mine, answers }).catch((error: unknown) => error as Invalid)
  expect(problem).toBeInstanceOf(Invalid)
  expect((problem as Invalid).issues.map(({ path, code }) => [path.join('.'), code])).toEqual([
    ['scope.members', 'context.out-of-range'],
    ['scope.bandwidth', 'context.not-an-option'],
    ['community.countries.1', 'context.unknown-country'],
  ])
  expect((await stepPage(stranger, { ...mine, step: 'scope' })).values['scope.members']).toBe('120')
})

test('a person decides otherwise with a reason, it stays when answers change, and can be given back', async ({
  db,
}) => {
  const { ctx, mine, design } = await begun(db)
  const amina = ctx('amina')
  await keepInAccount(amina, mine)
  const of = { design, decision: 'cadence.peer-clinic' }
  await expect(override(amina, { ...of, value: 'monthly', reason: '' })).rejects.toMatchObject({
    issues: [{ path: ['reason'], code: 'design.reason-missing' }],
  })
  await expect(override(amina, { ...of, value: 'hourly', reason: 'We like it so.' })).rejects.toMatchObject({
    issues: [{ path: ['value'], code: 'design.wrong-value' }],
  })
  await expect(
    override(amina, { design, decision: 'cadence.tea', value: 'weekly', reason: 'We like it so.' }),
  ).rejects.toMatchObject({ kind: 'not-found' })
  await override(amina, { ...of, value: 'quarterly', reason: 'Case givers are few.' })
  await answer(amina, { design, answers: { 'scope.members': 200 } })
  const { decision } = await decisionPage(amina, of)
  expect(decision).toMatchObject({
    value: 'every quarter',
    override: { reason: 'Case givers are few.', by: 'Amina Otieno' },
  })
  await dropOverride(amina, of)
  expect((await decisionPage(amina, of)).decision).toMatchObject({ override: null })
  expect(await factsOf(amina)).toEqual(['design.started', 'design.decision-overridden'])
})

test('what keeps people safe is loosened only for a reason of some length', async ({ db }) => {
  const { stranger, mine } = await begun(db, '04-sensitive-consortium')
  const of = { ...mine, decision: 'content.default-sensitivity', value: 'public' }
  await expect(override(stranger, { ...of, reason: 'We want it.' })).rejects.toMatchObject({
    issues: [{ code: 'design.safety-reason', params: { least: 20 } }],
  })
  await override(stranger, { ...of, reason: 'Everything here is published by the ministry already.' })
  expect((await decisionPage(stranger, of)).decision?.override?.by).toBeNull()
})

test('a change is shown exactly before it is made, and showing it changes nothing', async ({ db }) => {
  const { stranger, mine } = await begun(db)
  const preview = await previewChange(stranger, { ...mine, answers: { 'structure.hours-per-month': 1 } })
  expect(preview.answers).toEqual([{ name: 'hours a month agreed per member', before: '3', after: '1' }])
  expect(preview.counts.changed).toBeGreaterThan(3)
  const events = preview.measures.find(({ key }) => key === 'events')!
  expect(events.after).toBeLessThan(events.before)
  expect((await stepPage(stranger, { ...mine, step: 'structure' })).values['structure.hours-per-month']).toBe('3')
  await expect(
    previewChange(stranger, { ...mine, answers: { 'structure.hours-per-month': 'a few' } }),
  ).rejects.toMatchObject({ kind: 'invalid' })
})

test('less and more stand beside the design as asked', async ({ db }) => {
  const { stranger, mine } = await begun(db)
  const { variants, measures } = await whatIf(stranger, mine)
  expect(variants.map(({ id }) => id)).toEqual(['lean', 'standard', 'rich'])
  const [lean, standard, rich] = measures.find(({ key }) => key === 'budget')!.values
  expect(lean!).toBeLessThan(standard!)
  expect(rich!).toBeGreaterThan(standard!)
  expect(variants.find(({ id }) => id === 'standard')!.against.parts).toEqual([])
})

test('a version stays as it was; keeping the same again keeps none; two are compared', async ({ db }) => {
  const { stranger, mine } = await begun(db)
  expect(await keepVersion(stranger, { ...mine, note: 'For the board' })).toEqual({ version: 1, isNew: true })
  expect(await keepVersion(stranger, mine)).toEqual({ version: 1, isNew: false })
  expect((await designPage(stranger, mine)).movedOn).toBe(false)
  await answer(stranger, { ...mine, answers: { 'community.name': 'Learning by Doing', 'budget.annual': 200_000 } })
  expect((await designPage(stranger, mine)).movedOn).toBe(true)
  expect((await designPage(stranger, { ...mine, version: 1 })).document?.title).toContain('Learning by Measure')
  expect(await keepVersion(stranger, mine)).toEqual({ version: 2, isNew: true })
  const difference = await compareVersions(stranger, { ...mine, from: 1, to: 2 })
  expect(difference.measures.find(({ key }) => key === 'budget')).toMatchObject({
    before: 420_000,
    after: 200_000,
    currency: 'ZAR',
  })
  await expect(compareVersions(stranger, { ...mine, from: 1, to: 7 })).rejects.toMatchObject({
    code: 'design.no-version',
  })
  expect((await versionsPage(stranger, mine)).versions).toMatchObject([
    { number: 2 },
    { number: 1, note: 'For the board' },
  ])
})

test('JSON that is taken away becomes the same design again, changed decisions and language with it', async ({
  db,
}) => {
  const { stranger, mine } = await begun(db, '05-ministry-provinces')
  await override(stranger, {
    ...mine,
    decision: 'cadence.peer-clinic',
    value: 'quarterly',
    reason: 'Peu de cas.',
    name: 'Mariam',
  })
  const { bytes, filename, mediaType } = await takeAway(stranger, { ...mine, format: 'json' })
  expect(mediaType).toContain('application/json')
  const again = await start(stranger, { file: new TextDecoder().decode(bytes), filename })
  const file = await takeAway(stranger, { ...again, format: 'json' })
  expect(JSON.parse(new TextDecoder().decode(file.bytes))).toEqual(JSON.parse(new TextDecoder().decode(bytes)))
})

test('its answers in YAML begin the same design too, and files are called after the community, in its script', async ({
  db,
}) => {
  const { stranger, mine } = await begun(db)
  await answer(stranger, { ...mine, answers: { 'community.name': 'شبكة التقييم' } })
  const { bytes, filename } = await takeAway(stranger, { ...mine, format: 'yaml' })
  expect(filename).toBe('شبكة-التقييم.yaml')
  const again = await start(stranger, { file: new TextDecoder().decode(bytes), filename })
  const [before, after] = [
    await takeAway(stranger, { ...mine, format: 'md' }),
    await takeAway(stranger, { ...again, format: 'md' }),
  ]
  expect(new TextDecoder().decode(after.bytes)).toBe(new TextDecoder().decode(before.bytes))
})

test('a file that cannot be used makes nothing and says everything that is wrong with its line', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const file = 'community: { name: X }\nscope:\n  members: 0\n  colour: green\n'
  const problem = await start(ctx(null), { file, filename: 'x.yaml' }).catch((error: unknown) => error as Invalid)
  expect((problem as Invalid).issues.map(({ path, params }) => [path.join('.'), params?.line])).toEqual([
    ['scope.members', 3],
    ['scope.colour', 4],
  ])
  await expect(
    start(ctx(null), { file: `community: { name: "${'x'.repeat(50 * 1024 * 1024)}" }`, filename: 'big.yaml' }),
  ).rejects.toMatchObject({ issues: [{ code: 'context.too-large' }] })
  expect(await db.selectFrom('design').select('id').execute()).toEqual([])
})

test('drafts without an account are limited by network, also for programs; what fails and what is sent twice does not count', async ({
  db,
}) => {
  const { ctx } = await livingCommunity(db)
  const here = { ...ctx(null, { in: null }), network: '203.0.113.7' }
  const begin = (i: number) => start(here, { key: `${secret} ${i}` })
  for (let i = 0; i < 30; i++) {
    await begin(i)
    await begin(i)
    await expect(start(here, { file: '[' })).rejects.toThrow(Invalid)
  }
  await expect(begin(30)).rejects.toMatchObject({ kind: 'too-many', code: 'design.too-many', params: { minutes: 15 } })
  await begin(0)
  await start({ ...here, network: '203.0.113.8' }, {})
  await start({ ...ctx('amina', { in: null }), network: here.network }, {})
  await start({ ...here, now: here.now.add({ minutes: 15 }) }, {})
})
