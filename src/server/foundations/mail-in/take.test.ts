import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import { Invalid } from '../../errors.ts'
import { writeMail } from '../mail/index.ts'
import { addressFor } from './address.ts'
import { storeMail } from './store.ts'
import { takeMail } from './take.ts'
import { at, secret, id, address, mailOf, taken, room } from '#tests/support/mail-in.ts'

test('a mail is settled once, however often it is brought and its job is run', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const raw = mailOf('Message-ID: <1@x>\r\nSubject: =?utf-8?q?R=C3=A9ponse?=')
  const [first] = await storeMail(db, { raw, recipients: [address], envelopeFrom: 'amina@example.org' }, now)
  expect(await storeMail(db, { raw, recipients: [address.toUpperCase()], envelopeFrom: '' }, now)).toEqual([])
  const { heard, purposes } = room()
  await takeMail(ctx(null), at, purposes, first!)
  await takeMail(ctx(null), at, purposes, first!)
  expect(heard).toEqual(['Yes'])
  expect(await taken(ctx(null))).toMatchObject([
    { state: 'done', purpose: 'rsvp', sender: 'amina@example.org', subject: 'Réponse', recipient: address },
  ])
})

test('a room that refuses is asked for the reason, and what fails on our side is tried again', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const stored = async (n: number) =>
    (await storeMail(db, { raw: mailOf(`Message-ID: <${n}@x>`), recipients: [address], envelopeFrom: '' }, now))[0]!
  const refused = await stored(1)
  await takeMail(ctx(null), at, room(() => Promise.reject(new Invalid('some.reason', { n: 2 }))).purposes, refused)
  const failed = await stored(2)
  await expect(takeMail(ctx(null), at, room(() => Promise.reject(new Error('away'))).purposes, failed)).rejects.toThrow(
    'away',
  )
  expect(await taken(ctx(null))).toMatchObject([
    { state: 'refused', reason: 'some.reason', params: { n: 2 } },
    { state: 'received', error: 'Error: away', settled_at: null },
  ])
  await takeMail(ctx(null), at, room().purposes, failed)
  expect((await taken(ctx(null)))[1]).toMatchObject({ state: 'done', error: null })
})

test('what is damaged, for an unknown purpose or from ourselves is set aside with the reason', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  const letter = { subject: 'x', blocks: [], why: 'x' }
  const own = await writeMail({ ...ctx(null), community: null }, { email: 'a@example.org', locale: 'en' }, letter, {
    kind: 'x',
  })
  const mails: [string, Buffer, string][] = [
    ['mail-in.unknown-address', mailOf('Subject: x'), addressFor(at, secret, { purpose: 'tea', id })],
    ['mail-in.our-own', mailOf(`Message-ID: <${own}@copse.example.org>`), address],
    ['mail-in.automatic', mailOf('Subject: I am away'), addressFor(at, secret, { purpose: 'bounce', id: own! })],
    ['mail-in.unreadable', Buffer.from(`${`X: ${'y'.repeat(2000)}\r\n`.repeat(200)}\r\n`), address],
  ]
  const { heard, purposes } = room()
  for (const [reason, raw, recipient] of mails) {
    const [stored] = await storeMail(db, { raw, recipients: [recipient], envelopeFrom: '' }, now)
    await takeMail(ctx(null), at, purposes, stored!)
    expect((await taken(ctx(null))).at(-1)).toMatchObject({ reason })
  }
  expect(heard).toEqual([])
})

/** As Postfix writes it (RFC 3464, RFC 6522). */
const report = (id: string, action: string) =>
  Buffer.from(
    `From: MAILER-DAEMON@mail.example.org
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary="b"
MIME-Version: 1.0

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Final-Recipient: rfc822; amina@example.org
Action: ${action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <amina@example.org>: Recipient address
    rejected
--b
Content-Type: text/rfc822-headers

From: copse@example.org
Message-ID: <${id}@copse.example.org>

--b--
`.replaceAll('\n', '\r\n'),
  )

test('a mail that came back is marked, found by where it came back to or by what the report gives back', async ({
  db,
}) => {
  const { ctx, community, person } = await livingCommunity(db)
  const letter = { subject: 'x', blocks: [], why: 'x' }
  const write = () =>
    writeMail(ctx('nomsa'), { email: 'amina@example.org', locale: 'en', personId: person.amina }, letter, { kind: 'x' })
  const [byAddress, byReport, late] = [await write(), await write(), await write()]
  const bring = async (raw: Buffer, recipient: string) => {
    const [stored] = await storeMail(db, { raw, recipients: [recipient], envelopeFrom: '' }, now)
    await takeMail(ctx(null), at, {}, stored!)
  }
  await bring(report('another', 'failed'), addressFor(at, secret, { purpose: 'bounce', id: byAddress! }))
  await bring(report(byReport!, 'failed'), address)
  await bring(report(late!, 'delayed'), addressFor(at, secret, { purpose: 'bounce', id: late! }))
  const bounced = { bounced_at: now, bounce: '5.1.1 550 5.1.1 <amina@example.org>: Recipient address rejected' }
  expect(await db.selectFrom('mail').select(['bounced_at', 'bounce']).orderBy('id').execute()).toEqual([
    bounced,
    bounced,
    { bounced_at: null, bounce: null },
  ])
  for (const mail of await taken(ctx(null)))
    expect(mail).toMatchObject({
      state: 'done',
      reason: 'mail-in.bounce',
      community_id: community.id,
      person_id: person.amina,
    })
})
