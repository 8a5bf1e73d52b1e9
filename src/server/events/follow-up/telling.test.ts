import { expect } from 'vitest'
import { hashOf, newId } from '#server/foundations/id.ts'
import { eraseMe, myData } from '#server/personal-data/index.ts'
import { test } from '#tests/support/database.ts'
import { held, loopBackFacts, secretOf } from '#tests/support/follow-up.ts'
import { emailOf, now, type Name } from '#tests/support/people.ts'
import { eraseGuest, markAttendance, recordPage } from '../index.ts'
import {
  loopBackForm,
  loopBackPage,
  loopBacks,
  quoteLoopBack,
  seriesLoopBacks,
  tellByMail,
  tellLoopBack,
} from './index.ts'

test('following the link tells nothing; the button does, it can be changed for two months, and it is a fact once', async ({
  db,
}) => {
  const { ask, later, id, member } = await held(db)
  await ask(30)
  const secret = await secretOf(db, emailOf('amina'))
  const stranger = { ...later(null, 31), community: null }
  const page = await loopBackPage(stranger, secret, 'adapted-it')
  expect(page).toMatchObject({ open: true, pressed: 'adapted-it', quotable: true, told: undefined })
  expect((await loopBackPage(stranger, secret, 'nonsense')).pressed).toBeNull()
  expect(await db.selectFrom('loop_back').selectAll().execute()).toEqual([])

  await tellByMail(stranger, secret, { used: 'not-yet-still-plan-to', barriers: ['no-time'] })
  await tellByMail(stranger, secret, { used: 'adapted-it', what: 'We traced them by phone.', quote: 'named' })
  await tellByMail(stranger, secret, { used: 'used-as-it-was', what: 'We traced all by phone.', quote: 'named' })
  expect((await loopBackPage(stranger, secret)).told).toMatchObject({ used: 'used-as-it-was', barriers: [] })
  expect((await loopBackFacts(db)).map(({ kind, member_id }) => [kind, member_id])).toEqual([
    ['loop-back.answered', member.amina],
    ['loop-back.told', member.amina],
  ])
  expect(JSON.stringify(await loopBackFacts(db))).not.toContain('phone')
  const came = await loopBacks(later('nomsa', 31), { id })
  expect(came).toMatchObject({
    asked: 2,
    told: 1,
    used: 1,
    loop_backs: [{ by: 'Amina Otieno', what: 'We traced all by phone.' }],
  })
  // Who has told is not asked the same at once again; ninety days after it they are.
  expect(await ask(90)).toBe(2)

  const late = { ...later(null, 91), community: null }
  expect((await loopBackPage(late, secret)).open).toBe(false)
  await expect(tellByMail(late, secret, { used: 'adapted-it' })).rejects.toMatchObject({ code: 'followUp.over' })
  await expect(loopBackPage(stranger, 'guessed')).rejects.toMatchObject({ code: 'followUp.link' })
  for (const wrong of [
    {},
    { used: 'often' },
    { used: 'adapted-it', what: 'a'.repeat(10_000) },
    { used: 'adapted-it', barriers: ['sloth'] },
  ])
    await expect(tellByMail(stranger, secret, wrong)).rejects.toMatchObject({ code: 'input' })
})

test('who said that it is not relevant is not asked again', async ({ db }) => {
  const { ask, later } = await held(db, ['amina'])
  await ask(30)
  await tellByMail({ ...later(null, 31), community: null }, await secretOf(db, emailOf('amina')), {
    used: 'no-not-relevant',
  })
  expect(await ask(90)).toBe(0)
})

test('nothing stands beside the record without consent', async ({ db }) => {
  const { later, id } = await held(db)
  const { told } = await tellLoopBack.run(later('amina', 20), { id, used: 'adapted-it', what: 'We did.' })
  await expect(quoteLoopBack.run(later('nomsa', 21), { loop_back: told, shown: 'true' })).rejects.toMatchObject({
    code: 'followUp.no-consent',
  })
  await expect(db.updateTable('loop_back').set({ shown_at: now }).where('id', '=', told).execute()).rejects.toThrow(
    'loop_back_consent',
  )
})

test('with consent a story stands beside the record, with a name where that was wanted and may be, until it is taken back', async ({
  db,
}) => {
  const { later, id } = await held(db, ['nomsa', 'sipho', 'zanele'])
  const tell = (name: Name, quote: string) =>
    tellLoopBack.run(later(name, 20), { id, used: 'adapted-it', what: `${name} did`, quote })
  const [unnamed, named] = [await tell('sipho', 'unnamed'), await tell('zanele', 'named')]
  const nomsa = later('nomsa', 21)
  for (const { told } of [unnamed, named]) await quoteLoopBack.run(nomsa, { loop_back: told, shown: 'true' })
  const read = async () =>
    (await recordPage(later('kagiso', 22), { id })).came.map(({ what, by }) => [what, by]).toSorted()
  expect(await read()).toEqual([
    ['sipho did', null],
    ['zanele did', 'Zanele Mthembu'],
  ])
  await db.updateTable('event').set({ confidence: 'learned-leaves' }).where('id', '=', id).execute()
  expect(await read()).toEqual([
    ['sipho did', null],
    ['zanele did', null],
  ])
  await tell('zanele', 'no')
  expect(await read()).toEqual([['sipho did', null]])
  await quoteLoopBack.run(nomsa, { loop_back: unnamed.told, shown: 'false' })
  expect(await read()).toEqual([])
})

test('out of a meeting out of which nothing leaves nothing is quoted', async ({ db }) => {
  const { later, id } = await held(db, ['nomsa', 'amina'])
  await db.updateTable('event').set({ confidence: 'nothing-leaves' }).where('id', '=', id).execute()
  expect((await loopBackForm(later('amina', 20), { id })).quotable).toBe(false)
  await tellLoopBack.run(later('amina', 20), { id, used: 'adapted-it', what: 'We did.', quote: 'named' })
  expect((await loopBacks(later('nomsa', 20), { id })).loop_backs[0]!.quote).toBe('no')
})

test('only members who were there tell, and only whoever holds the event reads', async ({ db }) => {
  const { later, id, circles } = await held(db, ['nomsa', 'amina'])
  const told = { id, used: 'adapted-it' as const }
  await expect(tellLoopBack.run(later('kagiso', 20), told)).rejects.toMatchObject({ code: 'events.tell-loop-back' })
  await expect(tellLoopBack.run(later('joseph', 20), told)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(tellLoopBack.run(later(null, 20), told)).rejects.toMatchObject({ kind: 'not-found' })
  const { told: story } = await tellLoopBack.run(later('amina', 20), { ...told, what: 'So', quote: 'named' })
  for (const name of ['amina', 'kagiso'] as const) {
    await expect(loopBacks(later(name, 20), { id })).rejects.toMatchObject({ code: 'events.hold' })
    await expect(quoteLoopBack.run(later(name, 20), { loop_back: story, shown: 'true' })).rejects.toMatchObject({
      code: 'events.hold',
    })
  }
  await db.updateTable('event').set({ circle_id: circles['mel-hub'].id }).where('id', '=', id).execute()
  await expect(loopBacks(later('kagiso', 20), { id })).rejects.toMatchObject({ kind: 'not-found' })
  await expect(seriesLoopBacks(later('nomsa', 20), { series: id })).rejects.toMatchObject({ kind: 'not-found' })
})

test('who is erased takes along what they wrote; that something was used stays counted; guests likewise', async ({
  db,
}) => {
  const { later, id, community, ask, ctx } = await held(db, ['nomsa', 'amina'])
  const guest = newId(now)
  const secret = 'the secret of Tendai Moyo'
  await db
    .insertInto('guest')
    .values({
      community_id: community.id,
      event_id: id,
      id: guest,
      at: now,
      name: 'Tendai',
      email: 'tendai@example.net',
      token_hash: hashOf(secret),
      answer: 'yes',
      consented_at: now,
      confirmed_at: now,
    })
    .execute()
  await markAttendance(later('nomsa', 1), { id, guests: [guest] })
  expect(await ask(30)).toBe(3)
  const stranger = { ...later(null, 31), community: null }
  const told = { used: 'adapted-it', quote: 'named' }
  await tellByMail(stranger, await secretOf(db, 'tendai@example.net'), { ...told, what: 'Tendai did' })
  await tellByMail(stranger, await secretOf(db, emailOf('amina')), { ...told, what: 'Amina did' })
  expect(JSON.stringify(await myData(later('amina', 31), {}))).toContain('Amina did')
  await eraseMe(ctx('amina'), { confirm: emailOf('amina') })
  await eraseGuest(later(null, 32), { token: secret })
  const kept = await db.selectFrom('loop_back').select(['used', 'what', 'quote', 'member_id', 'guest_id']).execute()
  expect(kept).toEqual(
    Array.from({ length: 2 }, () => ({ used: 'adapted-it', what: null, quote: 'no', member_id: null, guest_id: null })),
  )
  expect(await loopBacks(later('nomsa', 33), { id })).toMatchObject({ told: 2, used: 2 })
})

test('a guest whose row goes takes along what they wrote, too', async ({ db }) => {
  const { id, community } = await held(db)
  const of = { community_id: community.id, event_id: id }
  const guest = newId(now)
  const who = { name: 'Tendai', email: 'tendai@example.net', token_hash: 'x', consented_at: now, at: now }
  await db
    .insertInto('guest')
    .values({ ...of, ...who, id: guest })
    .execute()
  await db
    .insertInto('loop_back')
    .values({ ...of, id: newId(now), days: 30, guest_id: guest, used: 'adapted-it', what: 'Tendai did', told_at: now })
    .execute()
  await db.deleteFrom('guest').where('id', '=', guest).execute()
  expect(await db.selectFrom('guest').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('loop_back').select(['used', 'what', 'guest_id']).execute()).toEqual([
    { used: 'adapted-it', what: null, guest_id: null },
  ])
})

test('hours are an estimate with how sure it is and what it was due to, or none; what was not used saved nothing', async ({
  db,
}) => {
  const { later, id } = await held(db)
  const amina = later('amina', 31)
  const tell = (said: object) => tellLoopBack.run(amina, { id, used: 'adapted-it', ...said })
  for (const [said, at] of [
    [{ hours: '8' }, 'confidence'],
    [{ hours: '8', confidence: '50' }, 'share'],
    [{ hours: '8', confidence: '51', share: '50' }, 'confidence'],
    [{ hours: 'many', confidence: '50', share: '50' }, 'hours'],
    [{ hours: '9999', confidence: '50', share: '50' }, 'hours'],
  ] as const)
    await expect(tell(said)).rejects.toMatchObject({ code: 'input', issues: [{ path: [at] }] })
  await tell({ hours: '-2,5', confidence: '75', share: '100' })
  expect((await loopBackForm(amina, { id })).told).toMatchObject({ hours: -2.5, confidence: 75, share: 100 })
  expect((await loopBacks(later('nomsa', 31), { id })).loop_backs[0]).toMatchObject({ hours: -2.5, confidence: 75 })
  expect(JSON.stringify(await myData(amina, {}))).toContain('"confidence":75')
  await tell({ used: 'no-not-relevant', hours: '8', confidence: '50', share: '50' })
  expect((await loopBackForm(amina, { id })).told).toMatchObject({ hours: null, confidence: null, share: null })
})
