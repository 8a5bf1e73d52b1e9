import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '../../database.gen.ts'
import type { Ctx } from '../../ctx.ts'
import { hashOf, newId } from '../../foundations/id.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { react } from '#tests/support/reacting.ts'
import {
  closeEvent,
  forgetPastGuests,
  guestCertificate,
  guestCertificateFile,
  guestPage,
  issueGuestCertificate,
  keepGuests,
  guestsKept,
  markAttendance,
  remind,
  stopByLink,
  stopPage,
  verifyCertificate,
  wrapUp,
} from '../index.ts'
import { guestSecret } from './guest.ts'

const before = (hours: number) => sessionStart.subtract({ minutes: Math.round(hours * 60) })

/** A public session of a community whose mail is on, with guests who registered long before. */
async function world(db: Kysely<DB>) {
  const living = await livingCalendar(db)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const as = (name: Name | null, at?: Temporal.Instant): Ctx => {
    const ctx = living.ctx(name, at ? { at } : {})
    return { ...ctx, community: { ...ctx.community!, mailOn: true } }
  }
  const open = async (wanted: Parameters<typeof living.plan>[0] = {}) => {
    const id = await living.plan({ public: true, ...wanted })
    await db.updateTable('event').set({ takes_guests: true }).where('id', '=', id).execute()
    return id
  }
  const guest = async (event: string, name: string, answer = 'yes') => {
    const at = before(300)
    const id = newId(at)
    const email = `${name.toLowerCase()}@example.net`
    const secret = guestSecret(as(null), id)
    const row = { community_id: living.community.id, event_id: event, id, name, email, answer, at, consented_at: at }
    const confirmed_at = answer === 'asked' ? null : at
    await db
      .insertInto('guest')
      .values({ ...row, token_hash: hashOf(secret), confirmed_at })
      .execute()
    return { id, email, token: secret }
  }
  const lettersTo = (email: string) =>
    db.selectFrom('mail').selectAll().where('to_address', '=', email).orderBy('id').execute()
  return { ...living, as, open, guest, lettersTo }
}

test('guests who come are reminded like members, with their own page and the way in, one mail a day', async ({
  db,
}) => {
  const { as, open, guest, lettersTo } = await world(db)
  const id = await open()
  const evening = await open({ title: 'Tools', time: '18:00' })
  const tendai = await guest(id, 'Tendai')
  await guest(evening, 'Tendai', 'maybe')
  const asked = await guest(id, 'Asked', 'asked')
  for (let hours = 170; hours > -6; hours -= 0.5) await remind(as(null, before(hours)))
  const letters = await lettersTo(tendai.email)
  expect(letters.map(({ subject }) => subject)).toEqual([
    '2 events of Thuto M&E ahead',
    '2 events of Thuto M&E ahead',
    '2 events of Thuto M&E ahead',
  ])
  expect(letters[0]!.text).toContain(`/events/${id}/guest/${tendai.token}`)
  expect(letters[0]!.text).toContain('https://meet.example.org/thuto')
  expect(letters[0]!.text).toContain('as a guest')
  expect(letters[0]!.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
  expect(await lettersTo(asked.email)).toEqual([])
})

test('one press stops a guest’s reminders at every event of theirs, and lets them come again', async ({ db }) => {
  const { as, open, guest, lettersTo } = await world(db)
  const { email, id } = await guest(await open(), 'Tendai')
  await guest(await open({ date: '2026-03-19' }), 'Tendai')
  await remind(as(null, before(168)))
  const [letter] = await lettersTo(email)
  const [, kind, token] = /\/in\/stop\/(\w+)\/(\w+)/.exec(letter!.text) as unknown as [string, string, string]
  const nowhere = { ...as(null), community: null }
  expect(await stopPage(nowhere, kind, token)).toEqual({
    kind: 'guest',
    community: 'Thuto M&E',
    slug: 'thuto',
    stopped: false,
  })
  await stopByLink(nowhere, kind, token, false)
  await stopByLink(nowhere, kind, token, false)
  expect(await remind(as(null, before(24)))).toBe(0)
  expect(await db.selectFrom('guest').select('id').where('mail_stopped_at', 'is', null).execute()).toEqual([])
  for (const [k, t] of [
    ['guest', token.replace(/^./, 'z')],
    ['reminders', token],
    ['guest', id],
  ] as const)
    await expect(stopByLink(nowhere, k, t, false)).rejects.toMatchObject({ code: 'invitations.stop' })
  await stopByLink(nowhere, kind, token, true)
  expect(await remind(as(null, before(24)))).toBe(1)
})

test('an event to which only guests came is closed, and they are thanked once, without what is for members', async ({
  db,
}) => {
  const { as, after, open, guest, lettersTo } = await world(db)
  const id = await open()
  const [tendai, missed] = [await guest(id, 'Tendai'), await guest(id, 'Missed')]
  await expect(closeEvent(after('nomsa'), { id })).rejects.toMatchObject({ code: 'events.nobody-marked' })
  await markAttendance(after('nomsa'), { id, guests: [tendai.id] })
  for (let n = 0; n < 2; n++)
    await wrapUp(after('nomsa'), { id, summary: 'Half of the sites report late.', publish: 'on', mail: 'on' })
  await react(as(null, after(null).now), 'record.published')
  const letters = await lettersTo(tendai.email)
  expect(letters.map(({ subject }) => subject)).toEqual(['Thank you for coming: Reading gains when learners move'])
  expect(letters[0]!.text).not.toContain('report late')
  expect(letters[0]!.text).toContain(`/guest/${tendai.token}`)
  expect(letters[0]!.text).toContain('/in/stop/guest/')
  expect(await lettersTo(missed.email)).toEqual([])
})

test('of a public record guests get what it says, who missed it too; who stopped such mail does not', async ({
  db,
}) => {
  const { as, after, open, guest, lettersTo } = await world(db)
  const id = await open()
  const [tendai, missed, quiet] = [await guest(id, 'Tendai'), await guest(id, 'Missed'), await guest(id, 'Quiet')]
  await db
    .updateTable('guest')
    .set({ mail_stopped_at: before(1) })
    .where('id', '=', quiet.id)
    .execute()
  await markAttendance(after('nomsa'), { id, guests: [tendai.id, quiet.id] })
  await wrapUp(after('nomsa'), {
    id,
    summary: 'Half of the sites report late.',
    sensitivity: 'public',
    publish: 'on',
    mail: 'on',
  })
  await react(as(null, after(null).now), 'record.published')
  await react(as(null, after(null).now), 'record.published')
  const [[there], [absent]] = [await lettersTo(tendai.email), await lettersTo(missed.email)]
  expect(there).toMatchObject({ subject: 'What we decided: Reading gains when learners move' })
  expect(there!.text).toContain('Half of the sites report late.')
  expect(there!.text).toContain(`/thuto/events/${id}/record`)
  expect(absent).toMatchObject({ subject: 'What you missed: Reading gains when learners move' })
  expect(absent!.text).not.toContain(`/events/${id}/guest/`)
  expect(await lettersTo(quiet.email)).toEqual([])
  expect(await lettersTo(tendai.email)).toHaveLength(1)
})

test('a guest who was there takes a certificate that anybody can check, void when the mark was wrong', async ({
  db,
}) => {
  const { as, after, open, guest } = await world(db)
  const id = await open()
  const [tendai, missed] = [await guest(id, 'Tendai'), await guest(id, 'Missed')]
  const stranger = after(null)
  const issue = (token: string) => issueGuestCertificate(stranger, { token, says_name: 'on' })
  await markAttendance(after('nomsa'), { id, guests: [tendai.id], minutes: { [tendai.id]: 60 } })
  await expect(issue(tendai.token)).rejects.toMatchObject({ code: 'record.not-held' })
  await closeEvent(after('nomsa'), { id })
  await expect(issue(missed.token)).rejects.toMatchObject({ code: 'record.not-there' })
  const { code } = await issue(tendai.token)
  expect(await issue(tendai.token)).toMatchObject({ code })
  expect(await guestCertificate(stranger, { token: tendai.token })).toMatchObject({
    certificate: { code, says_name: true },
    may: { make: true },
  })
  expect(await verifyCertificate(stranger, code)).toMatchObject({ valid: true, name: 'Tendai', minutes: 60 })
  const { bytes } = await guestCertificateFile(stranger, tendai.token)
  expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
  await expect(guestCertificateFile(stranger, missed.token)).rejects.toMatchObject({ code: 'record.certificate' })
  await markAttendance(after('nomsa'), { id, guests: [], guests_marked: [tendai.id] })
  await react(as(null, after(null).now), 'event.attendance-corrected')
  expect(await verifyCertificate(stranger, code)).toMatchObject({ valid: false, name: null })
})

test('after the community’s period who the guests were is erased; that they came, and that a certificate is genuine, stays', async ({
  db,
}) => {
  const { as, after, ctx, open, guest, lettersTo } = await world(db)
  const id = await open()
  const tendai = await guest(id, 'Tendai')
  await remind(as(null, before(24)))
  await markAttendance(after('nomsa'), { id, guests: [tendai.id] })
  await closeEvent(after('nomsa'), { id })
  const { code } = await issueGuestCertificate(after(null), { token: tendai.token, says_name: 'on' })
  await expect(keepGuests(ctx('kagiso'), { days: 30 })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(keepGuests(ctx('nomsa'), { days: 0 })).rejects.toMatchObject({ kind: 'invalid' })
  await keepGuests(ctx('nomsa'), { days: 30 })
  expect(await guestsKept(ctx('nomsa'), {})).toEqual({ days: 30, guests: 1 })
  const later = (days: number) => as(null, sessionStart.add({ hours: 24 * days + 2 }))
  expect(await forgetPastGuests(later(29))).toBe(0)
  expect(await forgetPastGuests(later(30))).toBe(1)
  expect(await forgetPastGuests(later(31))).toBe(0)
  expect(await guestsKept(ctx('nomsa'), {})).toMatchObject({ guests: 0 })
  expect(await db.selectFrom('guest').selectAll().executeTakeFirstOrThrow()).toMatchObject({ name: null, email: null })
  expect(await db.selectFrom('guest_attendance').selectAll().execute()).toHaveLength(1)
  expect(await lettersTo(tendai.email)).toEqual([])
  await expect(guestPage(later(31), { token: tendai.token })).rejects.toMatchObject({ code: 'registration.guest' })
  expect(await verifyCertificate(later(31), code)).toMatchObject({ valid: true, name: null })
  const { n } = await db
    .selectFrom('fact')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kind', '=', 'event.guest-erased')
    .executeTakeFirstOrThrow()
  expect(Number(n)).toBe(1)
})
