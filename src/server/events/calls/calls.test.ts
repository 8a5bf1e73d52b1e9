import { expect } from 'vitest'
import type { Ctx } from '#server/ctx.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import { newestFact } from '#tests/support/reacting.ts'
import {
  agendaToEdit,
  callPage,
  calls,
  callToOpen,
  cancelEvent,
  closeCall,
  closeEvent,
  declineProposal,
  eventPage,
  freeProposals,
  keepProposal,
  mailAnswer,
  mailCall,
  mailProposal,
  markAttendance,
  openCall,
  placeProposal,
  planSeries,
  propose,
  seriesPage,
  withdrawProposal,
} from '../index.ts'

const words = { title: 'Bring a case', deadline: '2026-03-10' }
const aCase = { title: 'Do we report gains?', answers: ['By May', 'A proxy', 'May we?'] }

/** A clinic a week from now with a call that Nomsa opened for it. */
async function withCall(living: LivingCalendar) {
  const event = await living.plan({ format: 'peer-clinic', title: 'Clinic' })
  const { id } = await openCall.run(living.ctx('nomsa'), { event, ...words })
  const parts = (await agendaToEdit(living.ctx('nomsa'), { id: event })).parts
  return { event, call: id, part: parts.find(({ lead }) => lead === 'case-giver')!.id }
}

const lettersTo = (ctx: Ctx, kind: string) =>
  ctx.db
    .selectFrom('mail')
    .select(['to_address', 'subject', 'text'])
    .where('kind', '=', kind)
    .orderBy('to_address')
    .execute()

test('a call brings the questions of its format and a last day before the event', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const event = await plan({ format: 'peer-clinic', date: '2026-04-30' })
  const begun = await callToOpen(ctx('nomsa'), { event })
  expect(begun).toMatchObject({ deadline: '2026-04-20', format: { key: 'peer-clinic' } })
  expect(begun.questions[0]).toContain('decide')
  const showcase = await callToOpen(ctx('nomsa'), { format: 'quarterly-showcase' })
  expect(showcase.questions[1]).toContain('What changed')
})

test('a member drafts, proposes and is placed: they lead that part, are told by mail, and it counts as contribution', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx, member } = living
  const { event, call, part } = await withCall(living)
  const { proposal } = await propose.run(ctx('kagiso'), { call, ...aCase, draft: 'on' })
  expect((await callPage(ctx('nomsa'), { id: call })).proposals).toEqual([])
  await propose.run(ctx('kagiso'), { call, proposal, ...aCase })
  expect(await newestFact(ctx('nomsa'), 'proposal.made')).toMatchObject({ memberId: member.kagiso })
  await mailProposal(ctx(null), await newestFact(ctx('nomsa'), 'proposal.made'))
  expect((await lettersTo(ctx('nomsa'), 'proposal-made')).map(({ to_address }) => to_address)).toEqual([
    'nomsa@example.org',
  ])
  const tended = await callPage(ctx('nomsa'), { id: call })
  expect(tended.proposals).toMatchObject([{ title: aCase.title, name: 'Kagiso Molefe', answers: aCase.answers }])
  expect(tended.places.some(({ segment }) => segment === part)).toBe(true)
  await placeProposal.run(ctx('nomsa'), { id: proposal, event, segment: part, note: 'A pre-call on Monday?' })
  const page = await eventPage(ctx('amina'), { id: event })
  expect(page.parts.find(({ id }) => id === part)!.leader).toMatchObject({ id: member.kagiso })
  await mailAnswer(ctx(null), await newestFact(ctx('nomsa'), 'proposal.placed'))
  await mailAnswer(ctx(null), await newestFact(ctx('nomsa'), 'proposal.placed'))
  const letters = await lettersTo(ctx('nomsa'), 'proposal-placed')
  expect(letters.length).toBe(1)
  expect(letters[0]!.text).toContain('A pre-call on Monday?')
  // After the clinic it is a session that a member led.
  await markAttendance(living.after('nomsa'), { id: event, present: [member.kagiso], marked: [] })
  await closeEvent(living.after('nomsa'), { id: event })
  expect(await newestFact(ctx('nomsa'), 'event.led')).toMatchObject({ memberId: member.kagiso })
})

test('a proposal is declined with a reason, or waits for a later event and is placed there', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { call } = await withCall(living)
  const [one, two] = [
    await propose.run(ctx('kagiso'), { call, ...aCase }),
    await propose.run(ctx('amina'), { call, ...aCase }),
  ]
  await expect(declineProposal.run(ctx('nomsa'), { id: one.proposal, reason: '' })).rejects.toMatchObject({
    issues: [{ path: ['reason'] }],
  })
  await declineProposal.run(ctx('nomsa'), { id: one.proposal, reason: 'Its owner is not in the room.' })
  await mailAnswer(ctx(null), await newestFact(ctx('nomsa'), 'proposal.declined'))
  expect((await lettersTo(ctx('nomsa'), 'proposal-declined'))[0]!.text).toContain('Its owner is not in the room.')
  await expect(keepProposal.run(ctx('nomsa'), { id: one.proposal })).rejects.toMatchObject({ code: 'calls.answered' })
  await keepProposal.run(ctx('nomsa'), { id: two.proposal })
  await closeCall(ctx('nomsa'), { id: call })
  // What waits may be made better, though the call is closed.
  expect(await propose.run(ctx('amina'), { call, proposal: two.proposal, ...aCase, title: 'Better' })).toMatchObject({
    state: 'waiting',
  })
  const later = await living.plan({ format: 'peer-clinic', date: '2026-05-14' })
  const [place] = (await callPage(ctx('nomsa'), { id: call })).places.filter(({ event }) => event === later)
  await placeProposal.run(ctx('nomsa'), { id: two.proposal, event: later, segment: place!.segment })
  expect((await callPage(ctx('amina'), { id: call })).mine).toMatchObject([{ state: 'placed', event: { id: later } }])
})

test('when the event is called off, what was placed there waits again', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { event, call, part } = await withCall(living)
  const { proposal } = await propose.run(ctx('kagiso'), { call, ...aCase })
  await placeProposal.run(ctx('nomsa'), { id: proposal, event, segment: part })
  await cancelEvent(ctx('nomsa'), { id: event, reason: 'No power' })
  await freeProposals(ctx(null), await newestFact(ctx('nomsa'), 'event.cancelled'))
  await mailAnswer(ctx(null), await newestFact(ctx('nomsa'), 'proposal.kept'))
  expect((await callPage(ctx('kagiso'), { id: call })).mine).toMatchObject([{ state: 'waiting', event: null }])
  expect((await lettersTo(ctx('nomsa'), 'proposal-kept'))[0]!.text).toContain('called off')
})

test('one who takes a placed proposal back gives the part back', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { event, call, part } = await withCall(living)
  const { proposal } = await propose.run(ctx('kagiso'), { call, ...aCase })
  await placeProposal.run(ctx('nomsa'), { id: proposal, event, segment: part })
  await withdrawProposal.run(ctx('kagiso'), { id: proposal })
  const { parts } = await eventPage(ctx('amina'), { id: event })
  expect(parts.find(({ id }) => id === part)!.leader).toBeNull()
})

test('a part holds one proposal, and one that somebody leads is not given away', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { event, call, part } = await withCall(living)
  const [one, two] = [
    await propose.run(ctx('kagiso'), { call, ...aCase }),
    await propose.run(ctx('amina'), { call, ...aCase }),
  ]
  await placeProposal.run(ctx('nomsa'), { id: one.proposal, event, segment: part })
  await expect(placeProposal.run(ctx('nomsa'), { id: two.proposal, event, segment: part })).rejects.toMatchObject({
    code: 'calls.part-led',
  })
})

test('members are told of a call once, where that was asked for', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { id } = await openCall.run(ctx('nomsa'), {
    format: 'quarterly-showcase',
    ...words,
    tell: 'on',
    circle: 'mel-hub',
  })
  const fact = await newestFact(ctx('nomsa'), 'call.opened')
  await mailCall(ctx(null), fact)
  await mailCall(ctx(null), fact)
  const told = (await lettersTo(ctx('nomsa'), 'call-opened')).map(({ to_address }) => to_address)
  expect(told).toContain('amina@example.org')
  expect(told).not.toContain('kagiso@example.org')
  expect(new Set(told).size).toBe(told.length)
  expect((await calls(ctx('kagiso'), {})).calls).toEqual([])
  await expect(callPage(ctx('kagiso'), { id })).rejects.toMatchObject({ code: 'calls.call' })
})

test.for([
  ['a last day that has passed', { deadline: '2026-03-01' }, 'deadline'],
  ['a last day after the event', { deadline: '2026-03-20' }, 'deadline'],
  ['a hundred questions', { questions: Array.from({ length: 100 }, (_, n) => `Question ${n}`) }, 'questions'],
  ['no title', { title: ' ' }, 'title'],
] as const)('%s is refused', async ([, given, field], { db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const event = await plan({ format: 'peer-clinic' })
  await expect(openCall.run(ctx('nomsa'), { event, ...words, ...given })).rejects.toMatchObject({
    issues: [expect.objectContaining({ path: expect.arrayContaining([field]) })],
  })
})

test('answers of ten thousand characters and proposals after the last day are refused', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { call } = await withCall(living)
  await expect(
    propose.run(ctx('kagiso'), { call, title: 'Long', answers: ['x'.repeat(10_000)] }),
  ).rejects.toMatchObject({ issues: [{ path: ['answers', 0] }] })
  const late = ctx('kagiso', { at: Temporal.Instant.from('2026-03-10T22:00:01Z') })
  await expect(propose.run(late, { call, ...aCase })).rejects.toMatchObject({ code: 'calls.closed' })
  const intime = ctx('kagiso', { at: Temporal.Instant.from('2026-03-10T21:59:59Z') })
  await propose.run(intime, { call, ...aCase })
})

test('what was proposed is read by its author and whoever tends the call, and answered by nobody else', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const { event, call, part } = await withCall(living)
  const { proposal } = await propose.run(ctx('kagiso'), { call, ...aCase })
  expect((await callPage(ctx('amina'), { id: call })).proposals).toEqual([])
  expect((await callPage(ctx('amina'), { id: call })).mine).toEqual([])
  for (const attempt of [
    placeProposal.run(ctx('amina'), { id: proposal, event, segment: part }),
    declineProposal.run(ctx('amina'), { id: proposal, reason: 'No' }),
    keepProposal.run(ctx('joseph'), { id: proposal }),
    withdrawProposal.run(ctx('amina'), { id: proposal }),
    propose.run(ctx('amina'), { call, proposal, ...aCase }),
    closeCall.run(ctx('joseph'), { id: call }),
    propose.run(ctx(null), { call, ...aCase }),
  ])
    await expect(attempt).rejects.toMatchObject({ kind: expect.stringMatching(/not-found|not-allowed/) })
  await expect(openCall.run(ctx('kagiso'), { event, ...words })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(placeProposal.run(ctx('kagiso'), { id: proposal, event, segment: part })).rejects.toMatchObject({
    code: 'calls.tend',
  })
})

test('a call for a series is opened from its page, found from its events, and places into any of them', async ({
  db,
}) => {
  const { ctx, plan, circles, member } = await livingCalendar(db)
  const nomsa = ctx('nomsa')
  const { id: series } = await planSeries.run(nomsa, {
    every: 'month',
    nth: '2',
    weekday: '4',
    date: '2026-04-01',
    until: '2026-09-30',
    format: 'peer-clinic',
    title: 'Clinics',
    time: '13:00',
    circle: 'mel-hub',
  })
  await plan({ format: 'peer-clinic', title: 'Another clinic' })
  expect(await callToOpen(nomsa, { series })).toMatchObject({
    event: null,
    series: { id: series, title: 'Clinics' },
    format: { key: 'peer-clinic' },
  })
  await expect(callToOpen(ctx('kagiso'), { series })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(openCall(nomsa, { series: circles['mel-hub'].id, ...words })).rejects.toMatchObject({
    code: 'calls.series',
  })
  const { id } = await openCall(nomsa, { series, ...words })
  expect((await seriesPage(ctx('amina'), { id: series })).call).toBe(id)
  await expect(callPage(ctx('kagiso'), { id })).rejects.toMatchObject({ code: 'calls.call' })
  const { proposal } = await propose.run(ctx('amina'), { call: id, ...aCase })
  const { places } = await callPage(nomsa, { id })
  expect(new Set(places.map(({ title }) => title))).toEqual(new Set(['Clinics']))
  const place = places.find(({ starts_at }) => starts_at.startsWith('2026-05'))!
  await placeProposal(nomsa, { id: proposal, event: place.event, segment: place.segment })
  const page = await eventPage(ctx('amina'), { id: place.event })
  expect(page.call).toBe(id)
  expect(page.parts.find(({ title }) => title === place.part)!.leader).toMatchObject({ id: member.amina })
})
