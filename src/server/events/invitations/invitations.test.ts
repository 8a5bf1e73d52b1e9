import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { expect } from 'vitest'
import type { Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { sendMail } from '../../foundations/mail/send.ts'
import { reactions } from '../../reactions.ts'
import { test } from '#tests/support/database.ts'
import { now, type Name } from '#tests/support/people.ts'
import { replyTo } from '#tests/support/replies.ts'
import {
  answerAsGuest,
  askAsGuest,
  cancelEvent,
  changeEvent,
  chooseMail,
  eraseGuest,
  invitations,
  rsvp,
  sendInvitations,
} from '../index.ts'
import { round } from '#tests/support/invitations.ts'

test('everybody who may come and has not answered is invited, once; a later press asks only those who are new', async ({
  db,
}) => {
  const { id, as, react, letters } = await round(db)
  await rsvp(as('amina'), { id, answer: 'no' })
  await chooseMail(as('johan'), {
    reminders: 'on',
    invitations: '',
    records: 'on',
    actions: 'on',
    briefs: 'on',
    questions: 'on',
    discussion: 'on',
  })
  expect((await invitations(as('nomsa'), { id })).counts).toEqual({ ask: 6, asked: 0, answered: 1, stopped: 1 })
  expect(await sendInvitations(as('nomsa'), { id, members: undefined })).toEqual({ invited: 6 })
  expect(await sendInvitations(as('nomsa'), { id })).toEqual({ invited: 0 })
  await react()
  await react()
  const sent = await letters('event-invitation')
  expect(sent.map(({ to_address }) => to_address.split('@')[0]).toSorted()).toEqual([
    'ayesha',
    'fatou',
    'kagiso',
    'nomsa',
    'sipho',
    'zanele',
  ])
  expect(sent.find(({ to_address }) => to_address.startsWith('fatou'))!.subject).toBe(
    'Invitation\u00a0: Reading gains when learners move',
  )
  const page = await invitations(as('nomsa'), { id })
  expect(page.asked).toHaveLength(6)
  expect(page.toChoose).toEqual([])
})

test('only those named are asked, and only whoever holds the event asks', async ({ db }) => {
  const { id, as, member } = await round(db)
  expect(await sendInvitations(as('nomsa'), { id, members: member.kagiso })).toEqual({ invited: 1 })
  await expect(sendInvitations(as('nomsa'), { id, members: [member.pieter] })).rejects.toMatchObject({
    kind: 'invalid',
  })
  for (const name of ['kagiso', 'amina', 'joseph', null] as const) {
    await expect(sendInvitations(as(name), { id })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-(allowed|found)/),
    })
    await expect(invitations(as(name), { id })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-(allowed|found)/),
    })
  }
  await expect(sendInvitations(as('nomsa', now.add({ hours: 24 * 30 })), { id })).rejects.toMatchObject({
    code: 'events.has-begun',
  })
  await cancelEvent(as('nomsa'), { id, reason: 'Rain' })
  await expect(sendInvitations(as('nomsa'), { id })).rejects.toMatchObject({ code: 'events.cancelled' })
})

test('the request names the community as organiser, one attendee and the zone, and two parsers read it alike', async ({
  db,
}) => {
  const { id, as, react, letters, member } = await round(db)
  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  const [letter] = await letters()
  const calendar = new ICAL.Component(ICAL.parse(letter!.request))
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect(calendar.getFirstSubcomponent('vtimezone')!.getFirstPropertyValue('tzid')).toBe('Africa/Johannesburg')
  const event = calendar.getFirstSubcomponent('vevent')!
  const attendee = event.getFirstProperty('attendee')!
  expect(attendee.getFirstValue()).toBe('mailto:amina@example.org')
  expect([
    attendee.getFirstParameter('partstat'),
    attendee.getFirstParameter('rsvp'),
    attendee.getFirstParameter('cn'),
  ]).toEqual(['NEEDS-ACTION', 'TRUE', 'Amina Otieno'])
  const organiser = event.getFirstProperty('organizer')!
  expect(organiser.getFirstValue()).toBe(`mailto:${letter!.headers['Reply-To']}`)
  expect(organiser.getFirstParameter('cn')).toBe('Thuto M&E')
  const read = Object.values(ical.sync.parseICS(letter!.request)).find(
    (part): part is VEvent => part?.type === 'VEVENT',
  )!
  expect([read.uid, read.start.toISOString()]).toEqual([id, '2026-03-12T11:00:00.000Z'])
  expect(letter!.text).toContain('14:00–15:30 your time (Nairobi)')
  // The way in comes with the yes.
  expect(letter!.text + letter!.request).not.toContain('meet.example.org')
  expect(letter!.headers['List-Unsubscribe']).toMatch(/^<http:\/\/copse.test\/in\/stop\/invitations\/[a-z2-7]{42}>$/)
})

test('a change is a new request with a higher sequence, a cancellation takes it back, for whoever holds a request', async ({
  db,
}) => {
  const { id, as, react, letters, member } = await round(db)
  await sendInvitations(as('nomsa'), { id, members: [member.amina, member.kagiso, member.nomsa] })
  await react()
  await rsvp(as('kagiso'), { id, answer: 'no' })
  await changeEvent(as('nomsa'), { id, time: '15:00' })
  await react()
  const changed = await letters('event-changed')
  expect(changed.map(({ to_address }) => to_address).toSorted()).toEqual(['amina@example.org', 'nomsa@example.org'])
  expect(changed[0]!.request).toContain('METHOD:REQUEST')
  expect(changed[0]!.request).toContain(`UID:${id}\r\nSEQUENCE:1`)
  expect(changed[0]!.text).not.toContain('meet.example.org')
  await cancelEvent(as('nomsa'), { id, reason: 'No electricity.' })
  await react()
  const off = await letters('event-cancelled')
  expect(off).toHaveLength(2)
  expect(off[0]!.request).toContain('METHOD:CANCEL')
  expect(off[0]!.request).toContain('STATUS:CANCELLED')
  const organiser = (request: string) => /ORGANIZER[\s\S]*?(?=\r\n\S)/.exec(request)![0].replace(/\r\n /g, '')
  const aminas = (await letters()).filter(({ to_address }) => to_address === 'amina@example.org')
  expect(aminas).toHaveLength(3)
  expect(new Set(aminas.map(({ request }) => organiser(request))).size).toBe(1)
})

test('a guest without an account gets the event for their calendar, answers from it and hears of changes', async ({
  db,
}) => {
  const { id, as, react, letters, bring } = await round(db, { public: true })
  await db.updateTable('event').set({ takes_guests: true }).where('id', '=', id).execute()
  const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
  const email = 'lindiwe@example.org'
  await askAsGuest(as(null), visit, { id, name: 'Lindiwe Dube', email, consent: 'on' })
  const token = /\/guest\/([\w-]+)/.exec((await letters())[0]!.text)![1]!
  await answerAsGuest(as(null), { token, answer: 'yes' })
  await react()
  const [confirmed] = await letters('event-confirmation')
  expect(confirmed!.to_address).toBe(email)
  expect(confirmed!.text).toContain(`/guest/${token}`)
  const to = confirmed!.headers['Reply-To']!
  const answer = replyTo(confirmed!.request, { partstat: 'TENTATIVE', stamp: '20260305T100000Z' })
  const head = `From: <${email}>\r\nMessage-ID: <g@x>\r\nContent-Type: text/calendar; method=REPLY\r\n\r\n`
  expect(await bring(Buffer.from(head + answer), to)).toEqual({ state: 'done', reason: 'invitations.counted-maybe' })
  expect(await db.selectFrom('guest').select('answer').executeTakeFirstOrThrow()).toEqual({ answer: 'maybe' })
  await changeEvent(as('nomsa'), { id, time: '15:00' })
  await react()
  expect((await letters('event-changed')).map(({ to_address }) => to_address)).toEqual([email])
  await eraseGuest(as(null), { token })
  expect(await db.selectFrom('event_invite').selectAll().execute()).toEqual([])
  expect(await db.selectFrom('received_mail').selectAll().execute()).toEqual([])
})

test('where no mail is received the file is news and the page takes the answer', async ({ db }) => {
  const { id, as, letters, member } = await round(db)
  const deaf = (name: Name | null): Ctx => ({ ...as(name), site: { ...as(name).site, mailIn: undefined } })
  await sendInvitations(deaf('nomsa'), { id, members: [member.amina] })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'event.invited').executeTakeFirstOrThrow()
  await reactions['event.invited']!['mail-them']!(deaf(null), {
    ...fact,
    kind: 'event.invited',
    actorId: null,
    memberId: null,
    subjectId: id,
    payload: {},
  } as Fact)
  const [letter] = await letters()
  expect(letter!.request).toContain('METHOD:PUBLISH')
  expect(letter!.headers['Reply-To']).toBeUndefined()
  expect(letter!.text).not.toContain('one word')
})

test('while the community’s mail is off invitations are held, and one that comes too late to be of use is never sent', async ({
  db,
}) => {
  const { id, as, letters, member } = await round(db)
  const quiet = { ...as('nomsa'), community: { ...as('nomsa').community!, mailOn: false } }
  await sendInvitations(quiet, { id, members: [member.amina] })
  const fact = await db.selectFrom('fact').selectAll().where('kind', '=', 'event.invited').executeTakeFirstOrThrow()
  await reactions['event.invited']!['mail-them']!({ ...quiet, actor: null, member: null }, {
    ...fact,
    kind: 'event.invited',
    subjectId: id,
    payload: {},
  } as unknown as Fact)
  expect((await letters())[0]!.state).toBe('held')
  await db.updateTable('mail').set({ state: 'waiting' }).execute()
  const { id: mail } = await db.selectFrom('mail').select('id').executeTakeFirstOrThrow()
  await sendMail(
    { ...as(null), now: now.add({ hours: 24 * 30 }) },
    { sendMail: () => Promise.reject(new Error('sent')) } as never,
    mail,
  )
  expect((await letters())[0]!.state).toBe('kept')
})
