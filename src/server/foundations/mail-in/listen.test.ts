import { createConnection, type AddressInfo, createServer } from 'node:net'
import { onTestFinished, expect, test as pure } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { now } from '#tests/support/people.ts'
import type { Ctx } from '../../ctx.ts'
import { openDatabase } from '../db/index.ts'
import { addressFor } from './address.ts'
import { largest, storeMail } from './store.ts'
import { takeMail } from './take.ts'
import { at, secret, id, address, door, send, mailOf, room } from '#tests/support/mail-in.ts'

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
