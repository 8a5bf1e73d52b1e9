import { createTransport } from 'nodemailer'
import { createConnection, type AddressInfo, createServer } from 'node:net'
import { onTestFinished, expect, test as pure } from 'vitest'
import fc from 'fast-check'
import { freshDatabase, test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import type { Ctx } from '../../ctx.ts'
import { Invalid } from '../../errors.ts'
import { openDatabase } from '../db/index.ts'
import { writeMail } from '../mail/index.ts'
import { addressFor, meaningOf } from './address.ts'
import { broughtBy } from './fetch.ts'
import { listenForMail, type Receiving } from './listen.ts'
import { readMailInUrl, type Listening, type MailIn } from './settings.ts'
import { largest, storeMail, type Brought } from './store.ts'
import { takeMail, type Purposes } from './take.ts'

const at: MailIn & Listening = { domain: 'in.example.org', way: 'smtp', host: '127.0.0.1', port: 0 }
const secret = 'a secret of the tests only'
const id = '019c5a3e-7c00-7000-8000-00000000abcd'
const address = addressFor(at, secret, { purpose: 'rsvp', id })

pure('an address says what it is for and about whom, in any case, and nobody can make one up', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (id, isMailbox) => {
      const domain = isMailbox ? { domain: 'example.org', mailbox: 'copse' } : at
      const made = addressFor(domain, secret, { purpose: 'rsvp', id })
      expect(made.split('@')[0]!.length).toBeLessThanOrEqual(64)
      expect(meaningOf(domain, secret, made.toUpperCase())).toEqual({ purpose: 'rsvp', id })
      expect(meaningOf(domain, 'another secret', made)).toBeNull()
      expect(meaningOf(domain, secret, made.replace('rsvp', 'post'))).toBeNull()
      expect(meaningOf(domain, secret, made.replace('@', 'a@'))).toBeNull()
    }),
  )
  for (const other of [
    'rsvp+@in.example.org',
    'rsvp+aaaa@in.example.org',
    'info@in.example.org',
    address.replace('in.', ''),
    '',
  ])
    expect(meaningOf(at, secret, other)).toBeNull()
})

pure('the settings say how mail comes in', () => {
  expect(readMailInUrl('smtp://0.0.0.0:2525')).toEqual({ way: 'smtp', host: '0.0.0.0', port: 2525 })
  expect(readMailInUrl('lmtp://[::1]')).toEqual({ way: 'lmtp', host: '::1', port: 2424 })
  expect(readMailInUrl('imaps://copse%40example.org:p%3Ass@mail.example.org')).toEqual({
    way: 'imap',
    host: 'mail.example.org',
    port: 993,
    secure: true,
    user: 'copse@example.org',
    password: 'p:ss',
    folder: 'INBOX',
  })
  for (const wrong of ['2525', 'http://a', 'imaps://mail.example.org/INBOX', 'smtp://user@host', 'smtp://host/INBOX'])
    expect(readMailInUrl(wrong)).toBeNull()
})

interface Door {
  port: number
  kept: Brought[]
}

async function door(options: Partial<MailIn & Listening> = {}, store?: Receiving['store']): Promise<Door> {
  const kept: Brought[] = []
  const receiver = await listenForMail(
    { ...at, ...options },
    { secret, store: store ?? (async (mail) => void kept.push(mail)), complain: () => {} },
  )
  onTestFinished(() => receiver.close())
  return { port: receiver.port!, kept }
}

const send = (port: number, to: string, text = 'Yes', options = {}) => {
  const post = createTransport({ host: '127.0.0.1', port, ...options })
  return post.sendMail({ from: 'amina@example.org', to, subject: 'Réponse', text }).finally(() => post.close())
}

pure('mail to an address of ours is kept, to any other it is refused at the door', async () => {
  const { port, kept } = await door()
  await send(port, address)
  expect(kept).toMatchObject([{ recipients: [address], envelopeFrom: 'amina@example.org' }])
  expect(kept[0]!.raw.toString()).toContain('Yes')
  await expect(send(port, 'rsvp+somebody@in.example.org')).rejects.toThrow('550 5.1.1 There is no such address here')
  await expect(send(port, 'amina@gmail.com')).rejects.toThrow('550')
  expect(kept).toHaveLength(1)
})

pure('a mail larger than 10 MB is refused, and nothing is acknowledged that was not kept', async () => {
  const { port, kept } = await door()
  await expect(send(port, address, 'x'.repeat(largest + 1))).rejects.toThrow('552')
  expect(kept).toEqual([])
  const broken = await door({}, () => Promise.reject(new Error('the database is away')))
  await expect(send(broken.port, address)).rejects.toThrow('451')
})

pure('by LMTP each address gets its own answer', async () => {
  const { port, kept } = await door({ way: 'lmtp' })
  const said = await talk(port, [
    'LHLO mail.example.org',
    'MAIL FROM:<>',
    `RCPT TO:<${address}>`,
    'RCPT TO:<nobody@in.example.org>',
    `RCPT TO:<${addressFor(at, secret, { purpose: 'bounce', id })}>`,
    'DATA',
    'Subject: x\r\n\r\nHello\r\n.',
    'QUIT',
  ])
  expect(said.match(/^\d{3}(?= )/gm)).toEqual(['220', '250', '250', '250', '550', '250', '354', '250', '250', '221'])
  expect(kept).toMatchObject([{ recipients: [address, expect.stringContaining('bounce+')], envelopeFrom: '' }])
})

pure('where another program has the port, the start is refused with a sentence', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void other.close())
  const { port } = other.address() as AddressInfo
  await expect(door({ port })).rejects.toThrow(
    `Mail cannot be received on 127.0.0.1, port ${port} (EADDRINUSE): see MAIL_IN_URL.`,
  )
})

pure('in a mailbox the address is found among the headers', () => {
  const imap = { ...readMailInUrl('imap://copse:x@mail.example.org')!, domain: 'in.example.org' } as never
  const raw = (headers: string) => Buffer.from(`${headers}\r\n\r\nRCPT`)
  expect(
    broughtBy(
      imap,
      secret,
      raw(`Delivered-To: copse@example.org\r\nReturn-Path: <a@b.c>\r\nTo: "X, Y"\r\n <${address}>`),
    ),
  ).toMatchObject({
    recipients: [address],
    envelopeFrom: 'a@b.c',
  })
  expect(broughtBy(imap, secret, raw('To: info@example.org')).recipients).toEqual(['info@example.org'])
  expect(broughtBy(imap, secret, raw('Subject: x')).recipients).toEqual(['copse'])
})

const mailOf = (headers: string, body = 'Yes') =>
  Buffer.from(`From: Amina <amina@example.org>\r\n${headers}\r\n\r\n${body}\r\n`)
const taken = (ctx: Ctx) => ctx.db.selectFrom('received_mail').selectAll().orderBy('id').execute()

/** What a room would register: it keeps the words of everything that it takes. */
function room(take: Purposes[string]['take'] = async () => ({ state: 'done' })) {
  const heard: string[] = []
  const purposes: Purposes = {
    rsvp: {
      take: async (ctx, message, id) => {
        heard.push(message.text.trim())
        return take(ctx, message, id)
      },
      refuse: async (_, __, ___, problem) => ({ state: 'refused', reason: problem.code, params: problem.params }),
    },
  }
  return { heard, purposes }
}

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

pure('what was stored before a crash is there after it, and two processes settle it once', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  const raw = mailOf('Message-ID: <crash@x>')
  const { port } = await door({}, (mail) => storeMail(one, mail, now))
  // Nothing reads it: whoever took it is gone after the acknowledgement.
  await send(port, address)
  await Promise.all([one, two].map((db) => storeMail(db, { raw, recipients: [address], envelopeFrom: '' }, now)))
  const waiting = await two.selectFrom('received_mail').select('id').execute()
  expect(waiting).toHaveLength(2)
  const { heard, purposes } = room()
  const ctx = (db: typeof one): Ctx => ({
    db,
    now,
    actor: null,
    member: null,
    community: null,
    locale: 'en',
    zone: 'UTC',
    site: { url: '', secret, reacting: new Map(), canMail: false, filesFolder: '' },
  })
  await Promise.all(
    waiting.flatMap(({ id }) => [takeMail(ctx(one), at, purposes, id), takeMail(ctx(two), at, purposes, id)]),
  )
  expect(heard).toEqual(['Yes', 'Yes'])
  await one.destroy()
  await two.destroy()
})

/** What a server says to these lines, each sent after the answer to the one before. */
function talk(port: number, lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const rest = [...lines]
    const socket = createConnection(port, '127.0.0.1')
    socket.on('data', (chunk) => {
      said += chunk.toString()
      if (/^\d{3} .*\r\n$/m.test(chunk.toString()) && rest.length > 0) socket.write(`${rest.shift()}\r\n`)
    })
    socket.once('close', () => resolve(said))
    socket.once('error', reject)
  })
}
