import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import { newId } from '../foundations/id.ts'
import { receivedMail, receivedMails } from './index.ts'

test('stewards see the mail of their community, an administrator also what is for nobody, others none', async ({
  db,
}) => {
  const { ctx, community, other } = await livingCommunity(db)
  const bring = async (subject: string, community_id: string | null) => {
    const id = newId(now)
    const row = {
      id,
      community_id,
      subject,
      recipient: 'x@in.example.org',
      message_id: id,
      raw: Buffer.from(`Subject: ${subject}`),
    }
    await db
      .insertInto('received_mail')
      .values({ ...row, state: 'refused', reason: 'mail-in.unreadable', received_at: now, settled_at: now })
      .execute()
    return id
  }
  const ours = await bring('Ours', community.id)
  const theirs = await bring('Theirs', other.id)
  const nobodys = await bring('Nobody’s', null)
  const subjects = async (name: 'nomsa' | 'ruth') =>
    (await receivedMails(ctx(name), { trouble: true })).items.map(({ subject }) => subject)
  expect(await subjects('nomsa')).toEqual(['Ours'])
  expect(await subjects('ruth')).toEqual(['Nobody’s', 'Ours'])
  expect((await receivedMail(ctx('nomsa'), { mail: ours })).raw).toBe('Subject: Ours')
  for (const mail of [theirs, nobodys])
    await expect(receivedMail(ctx('nomsa'), { mail })).rejects.toMatchObject({ code: 'stewardship.letter' })
  for (const name of ['amina', 'joseph', null] as const) {
    await expect(receivedMails(ctx(name), {})).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(receivedMail(ctx(name), { mail: ours })).rejects.toMatchObject({ kind: 'not-allowed' })
  }
})

test('a letter of ours that a mail server gives back is not read with its links', async ({ db }) => {
  const { ctx, community } = await livingCommunity(db)
  const id = newId(now)
  const returned =
    'Content-Type: multipart/report; boundary=x\n\n--x\n\nIt came back.\n--x\nContent-Type: message/rfc822\n\nhttps://copse.test/in/pul=\nse/secret\n--x--\n'
  const row = { id, community_id: community.id, recipient: 'x@in.example.org', message_id: id }
  await db
    .insertInto('received_mail')
    .values({ ...row, raw: Buffer.from(returned), received_at: now })
    .execute()
  const { raw } = await receivedMail(ctx('nomsa'), { mail: id })
  expect(raw).toContain('It came back.')
  expect(raw).not.toContain('secret')
})
