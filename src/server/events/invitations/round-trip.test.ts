import { createTransport } from 'nodemailer'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { storeMail, takeMail } from '../../foundations/mail-in/index.ts'
import { listenForMail } from '../../foundations/mail-in/listen.ts'
import { openPost, sendMail } from '../../foundations/mail/send.ts'
import { purposes } from '../../mail-purposes.ts'
import { test } from '#tests/support/database.ts'
import { now } from '#tests/support/people.ts'
import { replyTo } from '#tests/support/replies.ts'
import { sendInvitations } from '../index.ts'
import { mailIn, round } from '#tests/support/invitations.ts'

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
