import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { begun } from '#tests/support/designs.ts'
import { now } from '#tests/support/people.ts'
import {
  answer,
  approve,
  comment,
  designPage,
  discard,
  keepInAccount,
  keepVersion,
  myDesigns,
  openShare,
  override,
  personalData,
  revoke,
  settle,
  share,
  start,
  takeAway,
  tidyDrafts,
} from '../index.ts'

test('an account keeps the draft, and the old secret opens nothing any more', async ({ db }) => {
  const { ctx, stranger, mine, design } = await begun(db)
  await expect(keepInAccount(stranger, mine)).rejects.toMatchObject({ code: 'sign-in-needed' })
  await keepInAccount(ctx('amina'), mine)
  await keepInAccount(ctx('amina'), { design })
  await expect(designPage(stranger, mine)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(keepInAccount(ctx('kagiso'), mine)).rejects.toMatchObject({ kind: 'not-found' })
  expect((await designPage(ctx('amina'), { design })).about).toMatchObject({ isKept: true, may: { keep: false } })
  expect(await myDesigns(ctx('amina'), {})).toMatchObject([{ id: design, name: 'Learning by Measure', isKept: true }])
  expect(await myDesigns(ctx('kagiso'), {})).toEqual([])
})

test('a link to read shows and changes nothing, a link for comments takes comments and approvals, and both end when they are taken back', async ({
  db,
}) => {
  const { stranger, mine, design } = await begun(db)
  await keepVersion(stranger, mine)
  const links = {
    read: await share(stranger, { ...mine, may: 'read' }),
    comment: await share(stranger, { ...mine, may: 'comment' }),
  }
  const opened = async (may: 'read' | 'comment') => {
    const token = links[may].url.split('/').at(-1)!
    expect(await openShare(stranger, { token })).toEqual({ design, may })
    return { design, share: token }
  }
  const reader = await opened('read')
  expect((await designPage(stranger, reader)).about.may).toMatchObject({
    work: false,
    comment: false,
    keep: false,
    discard: false,
  })
  await expect(comment(stranger, { ...reader, text: 'Hello', name: 'Board' })).rejects.toMatchObject({
    code: 'sign-in-needed',
  })
  const guest = await opened('comment')
  await expect(answer(stranger, { ...guest, answers: { 'scope.members': 4 } })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(share(stranger, { ...guest, may: 'read' })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(comment(stranger, { ...guest, text: 'Why so many?' })).rejects.toMatchObject({
    issues: [{ path: ['name'] }],
  })
  const said = await comment(stranger, {
    ...guest,
    decision: 'cadence.peer-clinic',
    text: 'Why so many?',
    name: 'Thandi',
  })
  await approve(stranger, { ...guest, version: 1, name: 'Thandi', capacity: 'for the board' })
  await approve(stranger, { ...guest, version: 1, name: 'Thandi', capacity: 'for the board' })
  await expect(settle(stranger, { ...guest, comment: said.comment })).rejects.toMatchObject({ kind: 'not-allowed' })
  const page = await designPage(stranger, mine)
  expect(page.approvals).toMatchObject([{ version: 1, name: 'Thandi', capacity: 'for the board', hasAccount: false }])
  expect(page.commented).toEqual({ 'cadence.peer-clinic': 1 })
  await settle(stranger, { ...mine, comment: said.comment })
  expect((await designPage(stranger, mine)).commented).toEqual({})
  await revoke(stranger, { ...mine, link: links.comment.share })
  await expect(openShare(stranger, { token: guest.share })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(designPage(stranger, guest)).rejects.toMatchObject({ kind: 'not-found' })
})

test('the stewards of its community, and no other members, work on the design that it lives by', async ({ db }) => {
  const { ctx, community, design, mine } = await begun(db)
  await keepInAccount(ctx('joseph'), mine)
  await db.updateTable('design').set({ community_id: community.id }).where('id', '=', design).execute()
  for (const steward of ['nomsa', 'sipho', 'zanele', 'ruth'] as const) {
    expect((await designPage(ctx(steward, { in: null }), { design })).about.may.work).toBe(true)
  }
  for (const other of ['amina', 'kagiso', 'grace'] as const) {
    await expect(designPage(ctx(other), { design })).rejects.toMatchObject({ kind: 'not-found' })
  }
  await expect(discard(ctx('nomsa'), { design })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(discard(ctx('joseph'), { design })).rejects.toMatchObject({ code: 'design.launched' })
})

test('a design that is discarded is gone, with everything about it', async ({ db }) => {
  const { stranger, mine } = await begun(db)
  await keepVersion(stranger, mine)
  await comment(stranger, { ...mine, text: 'Not for us', name: 'Thandi' })
  await discard(stranger, mine)
  await expect(designPage(stranger, mine)).rejects.toMatchObject({ kind: 'not-found' })
  expect(await db.selectFrom('design_version').select('number').execute()).toEqual([])
})

test('a draft that nobody can open any more is tidied away after more than a year; one that somebody can stays', async ({
  db,
}) => {
  const { ctx, stranger, mine } = await begun(db)
  const kept = await start(ctx('amina'), { example: '01-one-building' })
  const shared = await start(stranger, { example: '01-one-building' })
  await share(stranger, { ...shared, may: 'read' })
  const later = (days: number) => ({ ...stranger, now: stranger.now.add({ hours: days * 24 }) })
  expect(await tidyDrafts(later(300))).toBe(0)
  expect(await tidyDrafts(later(401))).toBe(1)
  await expect(designPage(stranger, mine)).rejects.toMatchObject({ kind: 'not-found' })
  const left = await db.selectFrom('design').select('id').orderBy('id').execute()
  expect(left.map(({ id }) => id)).toEqual([kept.design, shared.design].toSorted())
})

test('what is held about a person in designs can be taken away and is forgotten, and what others rely on stays', async ({
  db,
}) => {
  const { ctx, design, mine } = await begun(db)
  await keepInAccount(ctx('joseph'), mine)
  await keepVersion(ctx('joseph'), { design })
  const { url } = await share(ctx('joseph'), { design, may: 'comment' })
  const opened = { design, share: url.split('/').at(-1)! }
  await comment(ctx('amina'), { ...opened, text: 'Shorter, please.' })
  await approve(ctx('amina'), { ...opened, version: 1 })
  const own = await start(ctx('amina'), {})
  const person = ctx('amina').actor!.id
  expect(JSON.stringify(await personalData.tell(ctx('amina'), person))).toContain('Shorter, please.')
  await personalData.forget(ctx('amina'), person)
  await expect(designPage(ctx('amina'), own)).rejects.toMatchObject({ kind: 'not-found' })
  const page = await designPage(ctx('joseph'), { design })
  expect(page.approvals).toMatchObject([{ name: '—', hasAccount: false }])
  expect(page.commented).toEqual({ '': 1 })
})

test('who decided otherwise than the rules is not named any more once they are erased, in no version either', async ({
  db,
}) => {
  const { ctx, stranger, mine, design, person } = await begun(db)
  const [amina, nomsa] = [ctx('amina'), ctx('nomsa', { at: now.add({ hours: 1 }) })]
  await override(amina, { ...mine, decision: 'cadence.peer-clinic', value: 'quarterly', reason: 'Few cases.' })
  await override(nomsa, {
    ...mine,
    decision: 'cadence.onboarding-orientation',
    value: 'quarterly',
    reason: 'Few newcomers.',
  })
  await keepVersion(stranger, mine)
  await keepInAccount(nomsa, mine)
  await override(nomsa, { design, decision: 'cadence.peer-clinic', value: 'monthly', reason: 'More cases now.' })
  await keepVersion(nomsa, { design })

  await personalData.forget(amina, person.amina)
  const kept = JSON.stringify([
    await db.selectFrom('design').selectAll().execute(),
    await db.selectFrom('design_version').selectAll().execute(),
  ])
  expect(kept.includes('Amina Otieno')).toBe(false)
  expect(kept).toContain('Few cases.')
  const versions = await db.selectFrom('design_version').select('overrides').orderBy('number').execute()
  expect(versions.map(({ overrides }) => overrides)).toMatchObject([
    { 'cadence.onboarding-orientation': { by: 'Nomsa Dlamini' } },
    { 'cadence.peer-clinic': { by: 'Nomsa Dlamini', reason: 'More cases now.' } },
  ])
  expect(await takeAway(nomsa, { design, format: 'json' })).toBeTruthy()
})
