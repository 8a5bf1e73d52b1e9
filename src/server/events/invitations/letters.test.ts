import ical, { type VEvent } from 'node-ical'
import { expect } from 'vitest'
import type { Kysely } from 'kysely'
import type { DB } from '../../database.gen.ts'
import type { Ctx } from '../../ctx.ts'
import { test } from '#tests/support/database.ts'
import type { Fact } from '../../facts.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { now } from '#tests/support/people.ts'
import { factsOf } from '#tests/support/reacting.ts'
import { newId } from '../../foundations/id.ts'
import { cancelEvent, changeEvent, mailCancellation, mailChange, rsvp } from '../index.ts'

const mails = (db: Kysely<DB>) => db.selectFrom('mail').selectAll().orderBy('to_address').execute()

/** The community's own ctx, with nobody in it, as jobs have it. */
const alone = (ctx: Ctx): Ctx => ({ ...ctx, actor: null, member: null })

test('those who said yes or perhaps are told what changed, each in their language and by their clock', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('fatou'), { id, answer: 'maybe' })
  await rsvp(ctx('kagiso'), { id, answer: 'no' })
  await rsvp(ctx('nomsa'), { id, answer: 'yes' })
  await changeEvent(ctx('nomsa'), { id, time: '15:00' })
  const [fact] = await factsOf({ db }, 'event.changed')
  await mailChange(alone(ctx('nomsa')), fact!)
  await mailChange(alone(ctx('nomsa')), fact!)

  const [amina, fatou, ...others] = await mails(db)
  expect(others).toEqual([])
  expect([amina!.to_address, fatou!.to_address]).toEqual(['amina@example.org', 'fatou@example.org'])
  expect(amina!.subject).toBe('Changed: Reading gains when learners move')
  expect(amina!.text).toContain(
    'When: Thursday 12 March 2026, 16:00–17:30 your time (Nairobi) · 15:00–16:30 organiser (Johannesburg) (was: Thursday 12 March 2026, 14:00–15:30)',
  )
  expect(fatou!.text).toContain('Quand\u00a0: jeudi 12 mars 2026, 13:00–14:30')
  expect(fatou!.text).toContain('que vous viendriez peut-être')
  const [file] = amina!.attachments as unknown as { contentType: string; content: string }[]
  const [event] = Object.values(ical.sync.parseICS(file!.content)).filter(
    (part): part is VEvent => part?.type === 'VEVENT',
  )
  expect(event).toMatchObject({ uid: id, sequence: 1 })
  expect(event!.start.toISOString()).toBe('2026-03-12T13:00:00.000Z')
})

test('while the community’s mail is off the letters are held', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await changeEvent(ctx('nomsa'), { id, time: '15:00' })
  await mailChange(alone(ctx('nomsa')), (await factsOf({ db }, 'event.changed'))[0]!)
  expect(await mails(db)).toMatchObject([{ state: 'held' }])
})

test('nobody is mailed about a new agenda or summary, nor twice when two changes follow each other', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await changeEvent(ctx('nomsa'), { id, summary: 'Bring your endline.', capacity: 30 })
  await changeEvent(ctx('nomsa'), { id, time: '15:00' })
  await changeEvent(ctx('nomsa'), { id, place: 'room', place_text: 'Marula room', place_link: null })
  for (const fact of await factsOf({ db }, 'event.changed')) await mailChange(alone(ctx('nomsa')), fact)
  const written = await mails(db)
  expect(written).toHaveLength(1)
  expect(written[0]!.text).toContain('Where: Marula room (was: Online)')
  expect(written[0]!.text).toContain('16:00–17:30 your time')
})

test('when an event is called off the reason is told, and a change from just before is not', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'maybe' })
  await changeEvent(ctx('nomsa'), { id, time: '15:00' })
  await cancelEvent(ctx('nomsa'), { id, reason: 'No electricity in three provinces.' })
  await mailChange(alone(ctx('nomsa')), (await factsOf({ db }, 'event.changed'))[0]!)
  const mailing = alone({
    ...ctx('nomsa'),
    site: { ...ctx('nomsa').site, canMail: true, mailFrom: 'copse@example.org' },
  })
  await mailCancellation(mailing, (await factsOf({ db }, 'event.cancelled'))[0]!)
  const [letter, ...others] = await mails(db)
  expect(others).toEqual([])
  expect(letter!.subject).toBe('Called off: Reading gains when learners move')
  expect(letter!.text).toContain('Reason: No electricity in three provinces.')
  expect(letter!.attachments).toMatchObject([{ contentType: 'text/calendar; charset=utf-8; method=CANCEL' }])
  expect(JSON.stringify(letter!.attachments)).toContain('STATUS:CANCELLED')
})

test('a new version of the design that moves or drops an event is told like any other change', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  const design = (payload: Fact['payload']): Fact => ({
    id: newId(now),
    kind: 'event.changed',
    at: now,
    actorId: null,
    memberId: null,
    subjectId: id,
    payload,
  })
  await mailChange(alone(ctx('nomsa')), design({ changes: ['audience'] }))
  expect(await mails(db)).toEqual([])
  await mailChange(alone(ctx('nomsa')), design({ changes: ['wall_start', 'starts_at'] }))
  expect((await mails(db))[0]!.text).toContain('When: Thursday 12 March 2026, 14:00–15:30 your time (Nairobi)')
  await db.updateTable('event').set({ state: 'cancelled', sequence: 2 }).where('id', '=', id).execute()
  await mailCancellation(alone(ctx('nomsa')), { ...design({ by: 'design' }), kind: 'event.cancelled' })
  expect((await mails(db)).map(({ kind }) => kind).toSorted()).toEqual(['event-cancelled', 'event-changed'])
  expect((await mails(db)).find(({ kind }) => kind === 'event-cancelled')!.text).not.toContain('Reason')
})

test('whoever may no longer come is not told where it is', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'yes' })
  await changeEvent(ctx('nomsa'), { id, circle: 'mel-hub', time: '15:00' })
  await mailChange(alone(ctx('nomsa')), (await factsOf({ db }, 'event.changed'))[0]!)
  expect((await mails(db)).map(({ to_address }) => to_address)).toEqual(['amina@example.org'])
})
