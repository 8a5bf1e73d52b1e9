import type { Kysely } from 'kysely'
import { createTransport } from 'nodemailer'
import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { DB } from '../../database.gen.ts'
import type { Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { storeMail, takeMail } from '../../foundations/mail-in/index.ts'
import { listenForMail } from '../../foundations/mail-in/listen.ts'
import { openPost, sendMail } from '../../foundations/mail/send.ts'
import { purposes } from '../../mail-purposes.ts'
import { reactions } from '../../reactions.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import { now, type Name } from '#tests/support/people.ts'
import { googleMail, outlookMail, replyTo, type ReplyOptions } from '#tests/support/replies.ts'
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
  withdraw,
} from '../index.ts'

const mailIn = { domain: 'in.example.org' }

interface Round extends LivingCalendar {
  db: Kysely<DB>
  id: string
  /** Somebody in a house that sends and receives mail, whose community has switched mail on. */
  as(name: Name | null, at?: Temporal.Instant): Ctx
  /** Runs the reactions to everything that has happened and was not reacted to. */
  react(): Promise<void>
  letters(kind?: string): Promise<
    {
      to_address: string
      subject: string
      text: string
      request: string
      state: string
      headers: Record<string, string>
    }[]
  >
  /** Answers the newest letter to somebody, by the calendar in it. */
  reply(name: Name, options?: ReplyOptions & { from?: string; read?: number }): Promise<Outcome>
  /** Lets a mail in; it is read so many hours after `now`. */
  bring(raw: Buffer, recipient: string, read?: number): Promise<Outcome>
  answerOf(name: Name): Promise<string | null>
}

interface Outcome {
  state: string
  reason: string | null
}

async function round(db: Kysely<DB>, wanted: Parameters<LivingCalendar['plan']>[0] = {}): Promise<Round> {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  await db.updateTable('community').set({ mail_on: true }).execute()
  const as: Round['as'] = (name, at = now) => {
    const ctx = living.ctx(name, { at })
    return {
      ...ctx,
      community: { ...ctx.community!, mailOn: true },
      site: { ...ctx.site, canMail: true, mailFrom: 'Copse <copse@example.org>', mailIn },
    }
  }
  const done = new Set<string>()
  let clock = 0
  const bring: Round['bring'] = async (raw, recipient, read = 30) => {
    const [stored] = await storeMail(db, { raw, recipients: [recipient], envelopeFrom: '' }, now)
    const ctx = as(null, now.add({ hours: read }))
    await takeMail({ ...ctx, community: null }, mailIn, purposes, stored!)
    return db
      .selectFrom('received_mail')
      .select(['state', 'reason'])
      .where('id', '=', stored!)
      .executeTakeFirstOrThrow()
  }
  const letters: Round['letters'] = async (kind) => {
    const rows = await db.selectFrom('mail').selectAll().orderBy('id').execute()
    return rows
      .filter((row) => !kind || row.kind === kind)
      .map((row) => ({
        ...row,
        headers: row.headers as Record<string, string>,
        request: (row.attachments as { content: string }[])[0]?.content ?? '',
      }))
  }
  return {
    ...living,
    db,
    id,
    as,
    letters,
    bring,
    async react() {
      const rows = await db.selectFrom('fact').selectAll().orderBy('id').execute()
      for (const row of rows.filter(({ id }) => !done.has(id))) {
        done.add(row.id)
        const fact = {
          id: row.id,
          kind: row.kind,
          at: row.at,
          actorId: row.actor_id,
          memberId: row.member_id,
          subjectId: row.subject_id,
          payload: row.payload,
        } as Fact
        for (const [name, react] of Object.entries(reactions[fact.kind] ?? {}))
          if (name.startsWith('mail-') || name.startsWith('confirm-') || name.startsWith('tell-those'))
            await react(as(null), fact)
      }
    },
    async reply(name, { from = `${name}@example.org`, read, ...options } = {}) {
      const theirs = (await letters()).filter((letter) => letter.to_address === `${name}@example.org` && letter.request)
      const asked = theirs.toSorted((a, b) => sequenceIn(a.request) - sequenceIn(b.request)).at(-1)
      const calendar = replyTo(asked!.request, { stamp: `20260305T09000${++clock}Z`, ...options })
      const to = asked!.headers['Reply-To']!
      const raw = Buffer.from(
        `From: ${name} <${from}>\r\nTo: ${to}\r\nMessage-ID: <${name}-${clock}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/calendar; method=REPLY; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${calendar}`,
      )
      return bring(raw, to, read)
    },
    async answerOf(name) {
      const row = await db
        .selectFrom('rsvp')
        .select('answer')
        .where('event_id', '=', id)
        .where('member_id', '=', living.member[name])
        .executeTakeFirst()
      return row?.answer ?? null
    },
  }
}

const sequenceIn = (request: string): number => Number(/SEQUENCE:(\d+)/.exec(request)![1])

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

test('an answer from a calendar program counts like one on the page; yes is confirmed once, with the way in', async ({
  db,
}) => {
  const { id, as, react, reply, answerOf, letters } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  expect(await reply('amina', { partstat: 'TENTATIVE' })).toEqual({
    state: 'done',
    reason: 'invitations.counted-maybe',
  })
  expect(await answerOf('amina')).toBe('maybe')
  expect(await reply('amina', { partstat: 'ACCEPTED' })).toMatchObject({ state: 'done' })
  await react()
  expect(await reply('amina', { partstat: 'DECLINED' })).toMatchObject({ state: 'done' })
  expect(
    await reply('amina', { partstat: 'ACCEPTED', comment: 'Ça marche, à jeudi — ' + 'très '.repeat(60) }),
  ).toMatchObject({ state: 'done' })
  await react()
  expect(await answerOf('amina')).toBe('yes')
  const [confirmed, ...others] = await letters('event-confirmation')
  expect(others).toEqual([])
  expect(confirmed!.text).toContain('To join: https://meet.example.org/thuto')
  expect(confirmed!.request).toContain('PARTSTAT=ACCEPTED')
  const facts = await db
    .selectFrom('fact')
    .select(['payload', 'member_id'])
    .where('kind', '=', 'event.answered')
    .execute()
  expect(facts.map(({ payload }) => (payload as { by?: string }).by)).toEqual(['mail', 'mail', 'mail', 'mail'])
})

test('the newest answer counts: one that comes late, or was given before one on the page, changes nothing', async ({
  db,
}) => {
  const { id, as, react, reply, answerOf } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  await reply('amina', { partstat: 'ACCEPTED', stamp: '20260305T120000Z' })
  expect(await reply('amina', { partstat: 'DECLINED', stamp: '20260305T110000Z' })).toEqual({
    state: 'ignored',
    reason: 'invitations.older',
  })
  await rsvp(as('amina', now.add({ hours: 40 })), { id, answer: 'maybe' })
  expect(await reply('amina', { partstat: 'DECLINED', stamp: '20260306T130000Z', read: 60 })).toMatchObject({
    reason: 'invitations.older',
  })
  expect(await answerOf('amina')).toBe('maybe')
  // A clock a year ahead does not keep later answers out.
  await reply('amina', { partstat: 'ACCEPTED', stamp: '20270305T130000Z', read: 61 })
  await reply('amina', { partstat: 'DECLINED', stamp: '20260307T220000Z', read: 62 })
  expect(await answerOf('amina')).toBe('no')
  await withdraw(as('amina', now.add({ hours: 70 })), { id })
  expect(await answerOf('amina')).toBeNull()
})

test('an answer for somebody else is refused, shown, and its sender told once', async ({ db }) => {
  const { id, as, react, reply, answerOf, letters } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  for (const forged of [
    { from: 'kagiso@example.org' },
    { from: 'kagiso@example.org', attendee: 'kagiso@example.org' },
    { attendee: 'kagiso@example.org' },
  ])
    expect(await reply('amina', forged)).toEqual({ state: 'refused', reason: 'invitations.not-theirs' })
  expect([await answerOf('amina'), await answerOf('kagiso')]).toEqual([null, null])
  const told = await letters('event-answer')
  expect(told.map(({ to_address }) => to_address).toSorted()).toEqual(['amina@example.org', 'kagiso@example.org'])
  const stranger = told.find(({ to_address }) => to_address.startsWith('kagiso'))!
  expect(stranger.text).toContain('the answer from kagiso@example.org counts for nobody')
  expect(stranger.text).not.toContain('/events/')
})

test('what cannot be counted is refused with the reason, and told', async ({ db }) => {
  const { id, as, react, reply, answerOf, letters } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  const reasons = [
    [{ partstat: 'DELEGATED' }, 'invitations.delegated'],
    [{ method: 'COUNTER' }, 'invitations.counter'],
    [{ partstat: 'NEEDS-ACTION' }, 'invitations.not-understood'],
  ] as const
  for (const [options, reason] of reasons) expect(await reply('amina', options)).toEqual({ state: 'refused', reason })
  await changeEvent(as('nomsa'), { id, time: '15:00' })
  await react()
  expect(await reply('amina', { sequence: 0 })).toEqual({ state: 'refused', reason: 'invitations.outdated' })
  expect(await reply('amina', { sequence: null })).toMatchObject({ state: 'done' })
  await cancelEvent(as('nomsa'), { id, reason: 'Rain' })
  expect(await reply('amina', { partstat: 'DECLINED' })).toEqual({ state: 'refused', reason: 'events.cancelled' })
  expect(await answerOf('amina')).toBe('yes')
  expect(await letters('event-answer')).toHaveLength(5)
})

test('one word is an answer, in both languages; a holiday notice is none, and prose is asked to be clearer', async ({
  db,
}) => {
  const { id, as, react, bring, answerOf, letters } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  const to = (await letters()).find(({ to_address }) => to_address === 'fatou@example.org')!.headers['Reply-To']!
  let n = 0
  const say = (text: string, headers = '') =>
    bring(
      Buffer.from(
        `From: Fatou <fatou@example.org>\r\nDate: Fri, 06 Mar 2026 10:0${++n}:00 +0000\r\nMessage-ID: <${n}@x>\r\n${headers}Content-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
      ),
      to,
    )
  expect(await say('\r\nPeut-être.\r\n\r\nFatou\r\n> Répondez par un seul mot : oui')).toMatchObject({ state: 'done' })
  expect(await answerOf('fatou')).toBe('maybe')
  await say('OUI !\r\n')
  expect(await answerOf('fatou')).toBe('yes')
  expect(await say('Je suis absente jusqu’au 20.', 'Auto-Submitted: auto-replied\r\n')).toEqual({
    state: 'ignored',
    reason: 'mail-in.automatic',
  })
  expect(await say('No problem, I will be there')).toEqual({ state: 'refused', reason: 'invitations.not-understood' })
  expect(await answerOf('fatou')).toBe('yes')
  expect((await letters('event-answer')).map(({ subject }) => subject)).toEqual([
    'Votre réponse n’a pas été comptée\u00a0: Reading gains when learners move',
  ])
})

test('Outlook’s answer in base64 with folded lines, and Google’s marked as written by a machine, are understood', async ({
  db,
}) => {
  const { id, as, react, bring, answerOf, letters } = await round(db)
  await sendInvitations(as('nomsa'), { id })
  await react()
  const address = (await letters()).find(({ to_address }) => to_address === 'amina@example.org')!.headers['Reply-To']!
  const asked = { uid: id, address, attendee: 'amina@example.org', sequence: 0 }
  expect(await bring(outlookMail(asked), address)).toMatchObject({ state: 'done' })
  expect(await answerOf('amina')).toBe('no')
  expect(await bring(googleMail(asked), address)).toMatchObject({ state: 'done' })
  expect(await answerOf('amina')).toBe('maybe')
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

test('a yes by mail to a full event waits for a place, and says so', async ({ db }) => {
  const { id, as, react, reply, answerOf, letters } = await round(db)
  await db.updateTable('event').set({ capacity: 1 }).where('id', '=', id).execute()
  await sendInvitations(as('nomsa'), { id })
  await rsvp(as('kagiso'), { id, answer: 'yes' })
  await react()
  expect(await reply('amina')).toEqual({ state: 'done', reason: 'invitations.waiting' })
  expect(await answerOf('amina')).toBe('waiting')
  expect((await letters('event-answer'))[0]!.subject).toBe(
    'You are on the waiting list: Reading gains when learners move',
  )
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

test('out by SMTP to a real mail server, back by SMTP into our own: the whole way round', async ({ db }) => {
  const { id, as, react, member, answerOf } = await round(db)
  const delivered: Buffer[] = []
  const envelopes: string[] = []
  const theirs = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, session, done) {
      envelopes.push((session.envelope.mailFrom as { address: string }).address)
      delivered.push(Buffer.concat(await stream.toArray()))
      done()
    },
  })
  await new Promise<void>((resolve) => theirs.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => theirs.close(() => resolve())))
  const ours = await listenForMail(
    { ...mailIn, way: 'smtp', host: '127.0.0.1', port: 0 },
    { secret: as(null).site.secret, store: (mail) => storeMail(db, mail, now), complain: () => {} },
  )
  onTestFinished(() => ours.close())

  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  const { id: mail } = await db.selectFrom('mail').select('id').executeTakeFirstOrThrow()
  const post = await openPost(`smtp://127.0.0.1:${(theirs.server.address() as AddressInfo).port}`)
  await sendMail(as(null), post, mail)
  post.close()

  const got = await PostalMime.parse(delivered[0]!)
  expect(envelopes[0]).toMatch(/^bounce\+[a-z2-7]{42}@in\.example\.org$/)
  expect(got.attachments.map(({ mimeType, method, filename }) => [mimeType, method, filename])).toEqual([
    ['text/calendar', 'REQUEST', null],
    ['application/ics', undefined, 'invite.ics'],
  ])
  const to = got.replyTo![0]!.address!
  expect(delivered[0]!.toString()).toMatch(/multipart\/alternative/)
  const answer = createTransport({ host: '127.0.0.1', port: ours.port! })
  await answer.sendMail({
    from: 'Amina Otieno <amina@example.org>',
    to,
    subject: 'Accepté : lecture',
    text: 'Oui, avec plaisir',
    icalEvent: {
      method: 'REPLY',
      content: replyTo(new TextDecoder().decode(got.attachments[0]!.content as ArrayBuffer)),
    },
  })
  answer.close()
  const stored = await db.selectFrom('received_mail').select('id').executeTakeFirstOrThrow()
  await takeMail({ ...as(null, now.add({ hours: 2 })), community: null }, mailIn, purposes, stored.id)
  expect(await answerOf('amina')).toBe('yes')
})

test('what a stranger writes to somebody’s address is told to the stranger, not to whoever was invited', async ({
  db,
}) => {
  const { id, as, react, bring, letters, member } = await round(db)
  await sendInvitations(as('nomsa'), { id, members: [member.amina] })
  await react()
  const to = (await letters())[0]!.headers['Reply-To']!
  const mail = 'From: stranger@example.net\r\nMessage-ID: <s@x>\r\n\r\nIs there tea?\r\n'
  expect(await bring(Buffer.from(mail), to)).toEqual({ state: 'refused', reason: 'invitations.not-understood' })
  expect((await letters('event-answer')).map(({ to_address }) => to_address)).toEqual(['stranger@example.net'])
})
