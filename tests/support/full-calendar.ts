/** Three events with everything that hangs on one: an evening to come, a meeting that runs, a clinic that was held. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { hashOf, newId } from '#server/foundations/id.ts'
import {
  addLink,
  addNote,
  closePoll,
  pollsToPrepare,
  editNote,
  ask,
  changeFormat,
  documentation,
  giveAction,
  importAttendance,
  issueCertificate,
  joinRoom,
  makeGroups,
  markAttendance,
  openCall,
  openPoll,
  openPulseInRoom,
  openRoom,
  planSeries,
  preparePoll,
  propose,
  recordDecision,
  rsvp,
  sessionsToEdit,
  setSession,
  startMeeting,
  startProtocol,
  tellLoopBack,
  vote,
  wrapUp,
  writePreBrief,
} from '#server/events/index.ts'
import { offerToken } from '#server/events/registration/offer-link.ts'
import type { LivingCalendar } from './events.ts'
import { brief, briefed, promised } from './full-hub.ts'
import { now } from './people.ts'

type Things = Record<string, Record<string, unknown>>
type Circle = LivingCalendar['circles']['mel-hub'] | undefined

const said = {
  event: 'An evening of the hub',
  meeting: 'A meeting of the hub',
  clinic: 'A clinic of the hub',
  call: 'Cases for March',
  series: 'Evidence hour',
  decision: 'We use one reading test',
  action: 'Ask the province',
}
/** Texts in these events that lists show to whoever may read them. */
export const hubs = Object.values(said)

const report = 'Name,Email,Duration (Minutes)\nNomsa Dlamini,nomsa@example.org,80\nAmina Otieno,amina@example.org,80\n'

/** What the fields of calls about events hold, by room and by call; the events are for the hub or for everybody. */
export async function fullCalendar(
  db: Kysely<DB>,
  world: LivingCalendar,
  to: 'mel-hub' | 'everybody',
): Promise<Things> {
  const circle = to === 'mel-hub' ? world.circles[to] : undefined
  const event = await world.plan({ circle: circle?.id, title: said.event })
  const prepared = await briefed(world, event)
  return {
    events: {
      id: event,
      event,
      circle: 'mel-hub',
      position: 1,
      format: 'peer-clinic',
      date: '2026-04-09',
      present: [world.member.amina],
      member: world.member.amina,
      key: 'peer-clinic',
    },
    'events.lead-segment': { member: undefined },
    'events.name-panel': { panel: [{ member: world.member.amina }] },
    ...prepared,
    ...(await promised(db, world, circle)),
    'events.add-format': { name: 'Fishbowl' },
    'events.restore-format': { version: await formatVersion(world) },
    ...(await registered(db, world, event)),
    ...(await called(world, event)),
    ...(await inSeries(db, world, circle)),
    ...(await running(world, circle)),
    ...(await left(db, world, circle)),
  }
}

/** An earlier version of the format. */
async function formatVersion({ ctx }: LivingCalendar): Promise<number> {
  await changeFormat.run(ctx('nomsa'), { key: 'peer-clinic', name: 'Clinic among peers' })
  return 1
}

/** A guest with their secret, and a place that is offered to Amina. */
async function registered(db: Kysely<DB>, world: LivingCalendar, event: string): Promise<Things> {
  const nomsa = world.ctx('nomsa')
  const of = { community_id: world.community.id, event_id: event, at: now }
  const token = 'the secret of Tendai Moyo'
  const guest = newId(now)
  await db
    .insertInto('guest')
    .values({
      ...of,
      id: guest,
      name: 'Tendai Moyo',
      email: 'tendai@example.net',
      token_hash: hashOf(token),
      answer: 'yes',
      consented_at: now,
      confirmed_at: now,
    })
    .execute()
  await rsvp(nomsa, { id: event, answer: 'yes' })
  const offer_until = now.add({ hours: 24 })
  await db
    .insertInto('rsvp')
    .values({ ...of, member_id: world.member.amina, answer: 'offered', waiting_since: now, offer_until })
    .execute()
  const offer = offerToken(nomsa, { id: event }, world.member.amina, offer_until)
  return {
    'events.guest': { token },
    'events.guest-file': { token },
    'events.guest-certificate': { token },
    'events.issue-guest-certificate': { token },
    'events.answer-as-guest': { token },
    'events.check-in-as-guest': { token },
    'live.join-as-guest': { token },
    'events.erase-guest': { token },
    'events.invite-guest': { guest, circle: 'wider-circle' },
    'events.offer': { token: offer },
    'events.answer-offer': { token: offer },
  }
}

/** A call with a proposal of Nomsa's, and a session in the part where it could have its place. */
async function called({ ctx }: LivingCalendar, event: string): Promise<Things> {
  const nomsa = ctx('nomsa')
  const deadline = '2026-03-10'
  const { id: call } = await openCall(nomsa, { event, title: said.call, deadline })
  const { proposal } = await propose(nomsa, { call, title: 'A survey that nobody read' })
  const segment = (await sessionsToEdit(nomsa, { id: event })).parts[1]!.id
  const { session } = await setSession.run(nomsa, { id: event, segment, title: 'Data quality' })
  return {
    'events.open-call': { deadline },
    'events.call': { id: call },
    'events.close-call': { id: call },
    'events.propose': { call },
    'events.withdraw-proposal': { id: proposal },
    'events.keep-proposal': { id: proposal },
    'events.decline-proposal': { id: proposal },
    'events.place-proposal': { id: proposal, segment },
    'events.set-session': { segment, session },
    'events.choose-session': { segment, session },
    'events.remove-session': { session },
  }
}

/** A series of the hub, and its first event. */
async function inSeries(db: Kysely<DB>, { ctx }: LivingCalendar, circle: Circle): Promise<Things> {
  const rhythm = { every: 'month', nth: '2', weekday: '4', until: '2026-09-30', date: '2026-04-01' }
  const { id: series } = await planSeries.run(ctx('nomsa'), {
    ...rhythm,
    format: 'monthly-learning-session',
    title: said.series,
    time: '13:00',
    circle: circle?.key,
  })
  const { id: event } = await db
    .selectFrom('event')
    .select('id')
    .where('series_id', '=', series)
    .orderBy('starts_at')
    .limit(1)
    .executeTakeFirstOrThrow()
  return {
    'events.plan-series': rhythm,
    'events.preview-series': rhythm,
    'events.series': { id: series },
    'events.series-loop-backs': { series },
    'events.slots': { series },
    'events.preview-renewal': { series },
    'events.renew-series': { series },
    'events.series-to-change': { series, event },
    'events.change-series': { event },
    'events.set-series-hours': { event, hours: [{ from: '09:00', until: '16:00' }] },
    'events.end-series': { event },
    'events.preview-series-change': { event },
    'events.preview-series-end': { event },
  }
}

/** A meeting that has just begun, with its room open: people, groups, a protocol, polls, a question, a note. */
async function running({ ctx, plan }: LivingCalendar, circle: Circle): Promise<Things> {
  const nomsa = ctx('nomsa')
  const id = await plan({ circle: circle?.id, date: '2026-03-05', time: '10:00', title: said.meeting })
  await openRoom(nomsa, { id })
  await startMeeting(nomsa, { id })
  for (const name of ['nomsa', 'sipho', 'zanele'] as const) await joinRoom(ctx(name), { id })
  const { participant } = await joinRoom(ctx('amina'), { id })
  await makeGroups.run(nomsa, { id, size: 2 })
  await startProtocol(nomsa, { id, protocol: 'troika-consulting' })
  const asked = { id, kind: 'open', question: 'What else?' }
  await openPulseInRoom(nomsa, { id })
  const { poll: draft } = await preparePoll.run(nomsa, asked)
  const { poll } = await preparePoll.run(nomsa, { ...asked, results: 'live', anonymous: 'false' })
  await openPoll(nomsa, { id, poll })
  const { id: answer } = await vote(ctx('amina'), { id, poll, text: 'Trace those who left' })
  const { id: into } = await vote(ctx('sipho'), { id, poll, text: 'Find those who moved' })
  const dates = { kind: 'dates', question: 'When do we go on?', options: '2026-04-09 14:00\n2026-04-16 14:00' }
  const { poll: dated } = await preparePoll.run(nomsa, { id, ...dates })
  await openPoll(nomsa, { id, poll: dated })
  await closePoll(nomsa, { id, poll: dated })
  const found = (await pollsToPrepare(nomsa, { id })).polls.find((each) => each.id === dated)!
  const { question } = await ask(ctx('amina'), { id, text: 'What did the baseline cost?', as: 'me' })
  const { note } = await addNote(nomsa, { id, section: 'other', text: 'Two groups use phone surveys.' })
  const { note: sample } = await addNote(nomsa, { id, section: 'other', text: 'The sample was 300.' })
  await editNote(nomsa, { id, note: sample, version: 1, text: 'The sample was 320.' })
  const { note: beside } = await editNote(nomsa, { id, note: sample, version: 1, text: 'The sample was 340.' })
  return {
    live: { id, participant, poll, answer, question, note, section: 'other', kind: 'open', protocol: 'peer-clinic' },
    'live.next-step': { from: 0 },
    'live.join-notes': { note: beside, version: 2 },
    'live.change-poll': { poll: draft },
    'live.chosen-date': { poll: dated, option: found.dates[0]!.option },
    'live.drop-poll': { poll: draft },
    'live.open-poll': { poll: draft },
    'live.merge-answers': { into },
    'live.vote': { text: 'More money' },
    'live.answer-pulse': { said: { useful: '4' } },
    'events.check-in': { id, code: '0000' },
  }
}

/** What a meeting that was held left: a report of who was there, a certificate, a record, a decision, an action, a link. */
async function left(db: Kysely<DB>, { ctx, plan, member }: LivingCalendar, circle: Circle): Promise<Things> {
  const nomsa = ctx('nomsa')
  const id = await plan({ circle: circle?.id, date: '2026-02-12', title: said.clinic })
  await writePreBrief(nomsa, { id, text: brief, statements: ['Schools should own the test'] })
  await markAttendance(nomsa, { id, present: [member.nomsa, member.amina] })
  await importAttendance(nomsa, { id, text: report })
  const { id: taken } = await db.selectFrom('attendance_report').select('id').executeTakeFirstOrThrow()
  await wrapUp.run(nomsa, { id, summary: 'Learners who move lose a term.', publish: 'on' })
  await issueCertificate.run(nomsa, { id, says_name: 'on' })
  const { decision } = await recordDecision(nomsa, { id, text: said.decision })
  const { action } = await giveAction(nomsa, { id, text: said.action, due_on: '2026-03-20' })
  const { material } = await addLink(nomsa, { id, phase: 'after', url: 'https://example.org/reading' })
  const item = (await documentation(nomsa, { id })).find(({ by_itself }) => !by_itself)!.key
  const { told: loop_back } = await tellLoopBack.run(ctx('amina'), {
    id,
    used: 'adapted-it',
    what: 'We traced them by phone',
  })
  const whatItLeft = [
    'ask-pulse',
    'loop-back-form',
    'loop-backs',
    'pulse',
    'attendance-reports',
    'close-positions',
    'closing',
    'documentation',
    'give-action',
    'issue-certificate',
    'materials',
    'my-certificate',
    'publish-record',
    'record',
    'record-decision',
    'review',
    'wrap-up',
    'write-record',
  ]
  return {
    ...Object.fromEntries(whatItLeft.map((called) => [`events.${called}`, { id }])),
    'events.keep-review': { id, happened: 'Half of the time went into definitions.' },
    'events.tick-documentation': { id, item },
    'events.write-section': { id, section: 'agenda' },
    'events.set-section-back': { id, section: 'agenda' },
    'events.import-attendance': { id, text: report },
    'events.read-attendance-report': { id, text: report },
    'events.take-report-back': { id, report: taken },
    'events.withdraw-decision': { id: decision },
    'events.action-to-change': { action },
    'events.change-action': { action },
    'events.finish-action': { action },
    'events.drop-action': { action },
    'events.reopen-action': { action },
    'events.plan-follow-up': { id, days: 30 },
    'events.tell-loop-back': { id, used: 'adapted-it' },
    'events.quote-loop-back': { loop_back },
    'events.remove-material': { material },
  }
}
