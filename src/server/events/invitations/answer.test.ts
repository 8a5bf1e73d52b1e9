import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { now } from '#tests/support/people.ts'
import { googleMail, outlookMail } from '#tests/support/replies.ts'
import { cancelEvent, changeEvent, rsvp, sendInvitations, withdraw } from '../index.ts'
import { round } from '#tests/support/invitations.ts'

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
