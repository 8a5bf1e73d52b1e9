/** Mail fetched from a mailbox on a real IMAP server. */
import { afterAll, beforeAll, expect, onTestFinished, test as pure } from 'vitest'
import { freshDatabase } from '#tests/support/database.ts'
import { mailbox, type Mailbox } from '#tests/support/mailbox.ts'
import { now } from '#tests/support/people.ts'
import { openDatabase } from '../db/index.ts'
import { addressFor } from './address.ts'
import { fetchMail, fetchOnce, tryMailbox } from './fetch.ts'
import type { Receiving } from './listen.ts'
import type { Fetching, MailIn } from './settings.ts'
import { largest, storeMail, type Brought } from './store.ts'

const secret = 'a secret of the tests only'
const domain = { domain: 'example.org', mailbox: 'copse' }
const address = addressFor(domain, secret, { purpose: 'rsvp', id: '019c5a3e-7c00-7000-8000-00000000abcd' })

let box: Mailbox
let at: MailIn & Fetching
let came = 0
beforeAll(async () => {
  box = await mailbox()
  at = { ...domain, ...box.at }
})
afterAll(() => box[Symbol.asyncDispose]())

/** What is kept of what is fetched, and what was complained of. */
function keeping(store?: Receiving['store']) {
  const kept: Brought[] = []
  const complaints: string[] = []
  const receiving: Receiving = {
    secret,
    store: store ?? (async (mail) => void kept.push(mail)),
    complain: (sentence) => void complaints.push(sentence),
  }
  return { kept, complaints, receiving }
}

const mailOf = (id: string, body = 'Yes') =>
  Buffer.from(
    `From: Amina <amina@example.org>\r\nTo: ${address}\r\nReturn-Path: <amina@example.org>\r\nMessage-ID: <${id}@x>\r\n\r\n${body}\r\n`,
  )
const bring = async (...mails: Buffer[]) => {
  for (const mail of mails) await box.bring(mail)
  came += mails.length
}
/** What is marked as read of the mails that were brought last. */
const readOfLast = async (n: number) => (await box.read()).slice(-n)

pure('what is unread is kept whole, once, marked as read and left in the mailbox', async () => {
  await bring(mailOf('1'), mailOf('2', 'Peut-être, à 14 h'))
  const { kept, receiving } = keeping()
  expect(await fetchOnce(at, receiving)).toBe(2)
  expect(await fetchOnce(at, receiving)).toBe(0)
  expect(kept).toMatchObject([{ recipients: [address], envelopeFrom: 'amina@example.org' }, { recipients: [address] }])
  expect(kept[1]!.raw).toEqual(mailOf('2', 'Peut-être, à 14 h'))
  expect(await box.read()).toEqual(Array(came).fill(true))
})

pure('what could not be stored stays unread, with what came after it, and is fetched with the next look', async () => {
  await bring(mailOf('3'), mailOf('4'))
  const broken = keeping(() => Promise.reject(new Error('the database is away')))
  await expect(fetchOnce(at, broken.receiving)).rejects.toThrow('the database is away')
  expect(await readOfLast(2)).toEqual([false, false])
  const { kept, receiving } = keeping()
  expect(await fetchOnce(at, receiving)).toBe(2)
  expect(kept).toHaveLength(2)
})

pure('a mail that is too large is left there and told once', async () => {
  await bring(mailOf('5', `${'x'.repeat(998)}\r\n`.repeat(Math.ceil(largest / 1000))), mailOf('6'))
  const { kept, complaints, receiving } = keeping()
  expect(await fetchOnce(at, receiving)).toBe(1)
  await fetchOnce(at, receiving)
  expect(kept[0]!.raw.toString()).toContain('<6@x>')
  expect(complaints).toEqual([expect.stringContaining('larger than 10 MB')])
})

pure('two processes that look at the same moment have each mail once', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  await bring(...Array.from({ length: 10 }, (_, n) => mailOf(`both-${n}`)))
  await Promise.all([one, two].map((db) => fetchOnce(at, keeping((mail) => storeMail(db, mail, now)).receiving)))
  const stored = await one.selectFrom('received_mail').select('message_id').execute()
  expect(stored.map(({ message_id }) => message_id).toSorted()).toEqual(
    Array.from({ length: 10 }, (_, n) => `<both-${n}@x>`),
  )
  const jobs = await one
    .selectFrom('graphile_worker.jobs' as never)
    .selectAll()
    .execute()
  expect(jobs).toHaveLength(10)
  await one.destroy()
  await two.destroy()
})

pure('a mailbox that is not ours to read says why', async () => {
  await expect(tryMailbox(at)).resolves.toBeUndefined()
  await expect(tryMailbox({ ...at, password: 'wrong' })).rejects.toThrow(/authentication failed/i)
  await expect(tryMailbox({ ...at, folder: 'Elsewhere' })).rejects.toThrow(/doesn't exist/i)
})

pure('it looks by itself, and a server that is gone is told and does not end it', async () => {
  await using other = await mailbox()
  await other.bring(mailOf('7'))
  const there = { ...domain, ...other.at }
  const { promise: first, resolve } = Promise.withResolvers<Brought>()
  const looking = fetchMail(there, keeping(async (mail) => resolve(mail)).receiving)
  expect((await first).raw.toString()).toContain('<7@x>')
  await looking.close()
  expect(await other.read()).toEqual([true])
  await other.end()
  const { promise: said, resolve: say } = Promise.withResolvers<string>()
  const gone = fetchMail(there, { ...keeping().receiving, complain: say })
  onTestFinished(() => gone.close())
  expect(await said).toContain('The mailbox at 127.0.0.1 could not be read')
})
