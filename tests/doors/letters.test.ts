/** Pages that a letter leads to: the right link, a wrong one, one that is over, twice; and looking changes nothing. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import {
  changeAction,
  closeEvent,
  giveAction,
  markAttendance,
  openPoll,
  openRoom,
  preparePoll,
} from '#server/events/index.ts'
import { doneLink } from '#server/events/record/action-link.ts'
import { guestSecret } from '#server/events/registration/guest.ts'
import { guestStopUrl } from '#server/events/registration/index.ts'
import { hashOf, newId } from '#server/foundations/id.ts'
import { storeMail } from '#server/foundations/mail-in/store.ts'
import { tokenOf } from '#server/foundations/token.ts'
import { openSite } from '#server/people/index.ts'
import type { Ctx } from '#server/ctx.ts'
import { withCalendar, type LivingCalendar } from '../support/events.ts'
import { now } from '../support/people.ts'
import { served, type Served } from './served.ts'

let house: Served
let world: LivingCalendar
/** A session that was held, to which Amina and a guest came. */
let id: string
let guest: string
let nomsa: Ctx
/** With the secret that the served house signs with. */
let signing: Ctx
beforeAll(async () => {
  house = await served()
  world = await withCalendar(house.world)
  id = await world.plan({ public: true })
  nomsa = world.after('nomsa')
  signing = { ...world.ctx(null), site: { ...world.ctx(null).site, secret: await openSite(house.db) } }
  guest = newId(now)
  const row = { community_id: world.community.id, event_id: id, id: guest, answer: 'yes', at: now, consented_at: now }
  const who = { name: 'Tendai Moyo', email: 'tendai@example.net', confirmed_at: now }
  await house.db
    .insertInto('guest')
    .values({ ...row, ...who, token_hash: hashOf(guestSecret(signing, guest)) })
    .execute()
  await markAttendance(nomsa, { id, present: [world.member.amina], guests: [guest] })
  await closeEvent(nomsa, { id })
})
afterAll(() => house[Symbol.asyncDispose]())

const bent = (link: string) => link.replace(/.(?=.{9}$)/, (sign) => (sign === 'a' ? 'b' : 'a'))
const pathOf = (url: string) => new URL(url).pathname
const page = async (path: string, as?: Parameters<Served['get']>[1]) => (await house.get(path, as)).text()

test('an action is done by one button behind its link; again changes nothing; a new owner makes the link void', async () => {
  const { action } = await giveAction(nomsa, {
    id,
    text: 'Ask the province',
    owner: world.member.amina,
    due_on: '2026-12-20',
  })
  const link = pathOf(doneLink(signing, action, world.member.amina))
  const state = async () =>
    house.db.selectFrom('action').select(['state', 'ended_at']).where('id', '=', action).executeTakeFirstOrThrow()
  expect(await page(link)).toContain('Ask the province')
  expect((await state()).state).toBe('open')
  const kagisos = pathOf(doneLink(signing, action, world.member.kagiso))
  for (const wrong of [bent(link), link.slice(0, -1), '/in/action/x', kagisos])
    expect([(await house.get(wrong)).status, (await house.post(wrong, {})).status]).toEqual([404, 404])
  expect((await state()).state).toBe('open')

  expect((await house.post(link, {})).status).toBe(303)
  const done = await state()
  expect(done.state).toBe('done')
  expect((await house.post(link, {})).status).toBe(303)
  expect(await state()).toEqual(done)
  expect(await page(link)).not.toContain('<button class="primary"')

  const { action: other } = await giveAction(nomsa, {
    id,
    text: 'Write it up',
    owner: world.member.amina,
    due_on: '2026-12-20',
  })
  const old = pathOf(doneLink(signing, other, world.member.amina))
  await changeAction(nomsa, { action: other, text: 'Write it up', owner: world.member.kagiso, due_on: '2026-12-20' })
  expect([(await house.get(old)).status, (await house.post(old, {})).status]).toEqual([404, 404])
})

test('a poll is answered once by a link that is one’s own; looking answers nothing; when it is over it says so', async () => {
  const at = { ...world.ctx('nomsa'), now: Temporal.Now.instant() }
  const meeting = await world.plan({ date: '2026-02-12', title: 'A meeting with a poll' })
  await openRoom({ ...world.ctx('nomsa'), now: Temporal.Instant.from('2026-02-12T11:05:00Z') }, { id: meeting })
  const question = { id: meeting, kind: 'single', question: 'Again?', options: ['Yes', 'No'] } as const
  const { poll } = await preparePoll(at, question)
  await openPoll(at, { id: meeting, poll, days: 7 })
  const link = `/in/poll/${poll}/${tokenOf(signing.site.secret, `poll ${poll}`, world.member.kagiso)}`
  const votes = async () => (await sql`select from poll_vote`.execute(house.db)).rows.length
  const html = await page(link)
  expect(html).toContain('Again?')
  const choice = /name="choice" value="([^"]+)"/.exec(html)![1]!
  expect(await votes()).toBe(0)
  for (const wrong of [bent(link), link.replace(poll, newId(now)), `/in/poll/${poll}/x`])
    expect([(await house.get(wrong)).status, (await house.post(`${wrong}?/vote`, { choice })).status]).toEqual([
      404, 404,
    ])
  expect((await house.post(`${link}?/vote`, { choice: 'nothing of it' })).status).toBe(422)
  expect(await votes()).toBe(0)
  expect((await house.post(`${link}?/vote`, { choice })).status).toBe(303)
  expect((await house.post(`${link}?/vote`, { choice })).status).toBe(303)
  expect(await votes()).toBe(1)
  await house.db.updateTable('poll').set({ closes_at: now }).where('id', '=', poll).execute()
  expect(await page(link)).not.toContain('name="choice"')
  expect((await house.post(`${link}?/vote`, { choice })).status).toBe(409)
  expect(await votes()).toBe(1)
})

const certificates = () => house.db.selectFrom('certificate').select(['code', 'says_name']).orderBy('at').execute()

test('a member who was there makes a certificate, once, and anybody checks it; who was not there cannot', async () => {
  const at = `/thuto/events/${id}/certificate`
  expect(await page(at, 'amina')).toContain('name="says_name"')
  expect((await house.get(`${at}/file`, 'amina')).status).toBe(404)
  expect(await certificates()).toEqual([])
  expect((await house.get(at)).status).toBe(303)
  expect(await page(at, 'kagiso')).not.toContain('name="says_name"')
  expect((await house.post(at, {}, 'kagiso')).status).toBe(403)
  expect((await house.post(at, { says_name: 'on' }, 'amina')).status).toBe(303)
  expect((await house.post(at, {}, 'amina')).status).toBe(303)
  const [made, ...others] = await certificates()
  expect([made!.says_name, others]).toEqual([false, []])
  expect((await house.get(`${at}/file`, 'amina')).headers.get('content-type')).toBe('application/pdf')
  const check = await page(`/verify/${made!.code.toLowerCase().replaceAll('-', '')}`)
  expect(check).toContain('This certificate is genuine')
  expect(check).not.toContain('Amina Otieno')
  expect((await house.get('/verify/0000-0000-0000-0000')).status).toBe(404)
  expect((await house.get(`/verify?code=${made!.code}`)).headers.get('location')).toBe(`/verify/${made!.code}`)
})

test('a guest makes theirs on their own page; another link opens nothing', async () => {
  const at = `/thuto/events/${id}/guest/${guestSecret(signing, guest)}`
  expect(await page(at)).toContain('?/certificate')
  const before = (await certificates()).length
  expect((await house.get(`${at}/certificate`)).status).toBe(404)
  for (const wrong of [bent(at), `/thuto/events/${id}/guest/x`])
    expect([(await house.get(wrong)).status, (await house.post(`${wrong}?/certificate`, {})).status]).toEqual([
      404, 404,
    ])
  expect(await certificates()).toHaveLength(before)
  for (let twice = 0; twice < 2; twice++)
    expect((await house.post(`${at}?/certificate`, { says_name: 'on' })).status).toBe(303)
  const made = await certificates()
  expect(made).toHaveLength(before + 1)
  expect((await house.get(`${at}/certificate`)).headers.get('content-type')).toBe('application/pdf')
  expect(await page(`/verify/${made.at(-1)!.code}`)).toContain('Tendai Moyo')
})

test('a guest stops reminders and summaries with one press, without cookies, and may let them come again', async () => {
  const at = pathOf(guestStopUrl(signing, guest))
  const stopped = async () =>
    (await house.db.selectFrom('guest').select('id').where('mail_stopped_at', 'is not', null).execute()).length
  expect(await page(at)).toContain('Stop reminders and summaries')
  expect((await house.get(bent(at))).status).toBe(404)
  expect(await stopped()).toBe(0)
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  for (let twice = 0; twice < 2; twice++)
    expect((await fetch(house.url + at, { method: 'POST', body, redirect: 'manual' })).status).toBe(200)
  expect(await stopped()).toBe(1)
  expect((await house.post(at, { wanted: 'yes' })).status).toBe(303)
  expect(await stopped()).toBe(0)
})

test('a mail that came in is read by stewards of its community as it came, and by nobody else', async () => {
  const raw = Buffer.from('From: amina@example.org\r\nSubject: <b>Yes</b>\r\n\r\nI come & bring <i>two</i> others.\r\n')
  const recipients = ['rsvp+x@in.example.org']
  const [mail] = await storeMail(house.db, { raw, recipients, envelopeFrom: 'amina@example.org' }, now)
  const of = (community: string) => house.db.updateTable('received_mail').set({ community_id: community }).execute()
  const at = `/thuto/stewardship/mail/received/${mail}`
  await of(world.community.id)
  expect(await page(at, 'nomsa')).toContain('I come &amp; bring &lt;i>two&lt;/i> others.')
  expect(await page('/thuto/stewardship/mail/received', 'nomsa')).toContain(mail!)
  expect((await house.get(at)).status).toBe(303)
  expect((await house.get(at, 'kagiso')).status).toBe(403)
  expect((await house.get(at, 'joseph')).status).toBe(403)
  for (const wrong of [newId(now), 'x'])
    expect((await house.get(`/thuto/stewardship/mail/received/${wrong}`, 'nomsa')).status).toBe(404)
  await of(world.other.id)
  expect((await house.get(at, 'nomsa')).status).toBe(404)
})
