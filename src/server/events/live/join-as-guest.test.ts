import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { answerAsGuest, askAsGuest, eraseGuest, guestPage } from '../index.ts'
import { endMeeting, joinAsGuest, liveRoom, openRoom, startMeeting } from './index.ts'

const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
const typed = { name: 'Lindiwe Dube', email: 'lindiwe@example.org', consent: 'on' }

/** A public event, and somebody who has asked to come and has not confirmed it yet. */
async function registered(db: Parameters<typeof livingCalendar>[0]) {
  const { ctx, during, plan } = await livingCalendar(db)
  const id = await plan({ public: true, guests: true })
  const stranger = ctx(null)
  await askAsGuest(stranger, visit, { ...typed, id })
  const { text } = await db
    .selectFrom('mail')
    .select('text')
    .where('to_address', '=', typed.email)
    .executeTakeFirstOrThrow()
  return { during, id, stranger, token: /\/guest\/([\w-]+)/.exec(text)![1]! }
}

test('a registered guest comes in by the link of their own page under their own name, on any device the same person, and is forgotten there too', async ({
  db,
}) => {
  const { during, id, token, stranger } = await registered(db)
  const enter = () => joinAsGuest(during(null), { token })
  await openRoom(during('sipho'), { id, door: 'members' })
  await expect(enter()).rejects.toMatchObject({ code: 'live.not-coming' })
  await answerAsGuest(stranger, { token, answer: 'yes' })
  expect((await guestPage(during(null), { token })).may.enterRoom).toBe(true)

  const { token: known } = await enter()
  expect(await enter()).toEqual({ event: id, token: known })
  expect(known).not.toBe(token)
  expect((await liveRoom(during(null), { id, token: known })).me).toMatchObject({ name: typed.name, isMember: false })
  expect(await db.selectFrom('live_participant').select('name').execute()).toEqual([{ name: typed.name }])
  // What opens the room opens nothing else, and nobody else's secret opens it.
  await expect(guestPage(during(null), { token: known })).rejects.toMatchObject({ code: 'registration.guest' })
  await expect(joinAsGuest(during(null), { token: `${token}x` })).rejects.toMatchObject({ kind: 'not-found' })

  await eraseGuest(during(null), { token })
  expect(await db.selectFrom('live_participant').select('name').execute()).toEqual([{ name: null }])
  await expect(liveRoom(during(null), { id, token: known })).rejects.toMatchObject({ kind: 'not-allowed' })
})

test('a meeting that is over lets no guest in', async ({ db }) => {
  const { during, id, token, stranger } = await registered(db)
  await answerAsGuest(stranger, { token, answer: 'yes' })
  await expect(joinAsGuest(during(null), { token })).rejects.toMatchObject({ code: 'live.not-open' })
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  await endMeeting(during('sipho'), { id })
  await expect(joinAsGuest(during(null), { token })).rejects.toMatchObject({ code: 'live.over' })
  expect((await guestPage(during(null), { token })).may.enterRoom).toBe(false)
})
