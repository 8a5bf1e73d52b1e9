/** An answer by mail, as a mail server brings it to the served house: it stands on the topic's page, or its sender is told. */
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { follow } from '#server/discussion/index.ts'
import { addressFor } from '#server/foundations/mail-in/address.ts'
import { openSite } from '#server/people/index.ts'
import { withChannels } from '../support/discussion.ts'
import { served, type Served } from './served.ts'

const domain = 'in.example.org'
let house: Served
let port: number
/** The topic, and the address in Amina's letter about it. */
let topic: string
let address: string

beforeAll(async () => {
  port = await freePort()
  house = await served({ MAIL_IN_URL: `smtp://127.0.0.1:${port}`, MAIL_IN_DOMAIN: domain, COPSE_JOBS: 'on' })
  topic = await (await withChannels(house.db, house.world)).begin()
  await follow(house.world.ctx('amina'), { topic })
  const { id } = await house.db
    .selectFrom('topic_follow')
    .select('id')
    .where('member_id', '=', house.world.member.amina)
    .executeTakeFirstOrThrow()
  address = addressFor({ domain }, await openSite(house.db), { purpose: 'post', id })
})
afterAll(() => house[Symbol.asyncDispose]())

test('an answer that a mail server brings stands in the topic, without the letter', async () => {
  await send({
    from: 'Amina Otieno <amina@example.org>',
    text: 'We take *forty*.\n\nOn Thu, 5 Mar 2026 at 12:00, Thuto <copse@example.org> wrote:\n\n> We have 300 schools.\n> Stop: http://x/in/stop/discussion/abc\n',
  })
  const page = await eventually(async () => {
    const html = await (await house.get(`/thuto/discussion/${topic}`, 'kagiso')).text()
    return html.includes('<em>forty</em>') ? html : null
  })
  expect(page).toContain('by mail')
  expect(page).not.toContain('/in/stop/')
})

test('somebody else’s answer to that address is refused and told to them; an address that nobody was given is not taken', async () => {
  await send({ from: 'Johan <johan@example.org>', text: 'I speak for Amina' })
  const letter = await eventually(() =>
    house.db.selectFrom('mail').select(['text']).where('to_address', '=', 'johan@example.org').executeTakeFirst(),
  )
  expect(letter.text).toContain('was sent to somebody else')
  expect(await (await house.get(`/thuto/discussion/${topic}`, 'kagiso')).text()).not.toContain('I speak for Amina')
  await expect(send({ from: 'amina@example.org', to: `post+${'a'.repeat(42)}@${domain}`, text: 'x' })).rejects.toThrow(
    '550',
  )
})

function send(mail: { from: string; text: string; to?: string }) {
  const post = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  return post.sendMail({ to: address, subject: 'Re: How large is your sample?', ...mail }).finally(() => post.close())
}

/** What comes of jobs, within half a minute. */
async function eventually<T>(look: () => Promise<T | null | undefined>): Promise<T> {
  for (let n = 0; n < 150; n++) {
    const found = await look()
    if (found) return found
    await sleep(200)
  }
  throw new Error('It did not come')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
