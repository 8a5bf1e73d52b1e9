/** How the example community makes its formats its own, calls for cases, and holds a retreat with sessions side by side. */
import {
  addFormat,
  callPage,
  changeFormat,
  chooseSession,
  declineProposal,
  keepProposal,
  openCall,
  placeProposal,
  planEvent,
  propose,
  rsvp,
  sessionsToEdit,
  setHours,
  setSession,
} from '../events/index.ts'
import type { Around, Meeting, Player } from './meetings.ts'
import { as } from './stage.ts'
import type { Beat } from './beat.ts'

const cases = [
  ['Do we report reading gains when half of the learners have moved?', 'By the end of May, to the foundation.'],
  ['Two ministries ask for the same figure by two definitions', 'Before the mid-year review.'],
  ['Our enumerators copy last month’s forms', 'Before the next round in three weeks.'],
  ['A partner wants our raw data for a tender', 'They wait for an answer on Friday.'],
] as const

const clinic = {
  title: 'Bring a case: what do you have to decide?',
  text: 'A good case has an owner, a date and a question. We hear one in each meeting; the others wait for the next.',
}
const showcase = {
  title: 'Show what you did, also what went wrong',
  text: 'Ten minutes and one thing to hold up: a form, a map, a letter that was answered. What did not work is as welcome.',
}

export const formatBeats: Beat[] = [
  { day: 120, happens: smallerClinics },
  { day: 240, happens: dataCafe },
  { day: 700, happens: (around, at) => callForCases(around, at, { answered: true }) },
  { day: 786, happens: (around, at) => callForCases(around, at, { answered: false }) },
  ...[15, 365, 740].map((day): Beat => ({ day, happens: sideBySide })),
  { day: 770, happens: twoDays },
  { day: 784, happens: firstToChoose },
]

/** After four months of clinics: twelve were too many to be heard. */
async function smallerClinics({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const clinic = await ctx.db
    .selectFrom('event_format')
    .select('key')
    .where('community_id', '=', stage.community!.id)
    .where('key', '=', 'peer-clinic')
    .executeTakeFirst()
  if (!clinic) return
  await changeFormat(ctx, {
    key: clinic.key,
    size: { min: 4, ideal: 6, max: 8 },
    success_criteria: [
      'the case giver leaves with one action and a date',
      'everybody has spoken',
      'day-30 answer received',
    ],
    note: 'With twelve people in March half of them never spoke.',
  })
}

/** A format that no catalogue has: what members asked for. */
async function dataCafe({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const { key } = await addFormat(ctx, { name: 'Data café' })
  await changeFormat(ctx, {
    key,
    class: 'peer-support',
    purpose: 'Forty minutes with one table of figures: what does it say, what does it hide, what would we ask next?',
    not_for: 'tool training, and tables that nobody owns',
    size: { min: 3, ideal: 6, max: 10 },
    facilitation_approach: 'One table, printed or on screen, and silence for three minutes before anybody speaks.',
    segments: [
      {
        title: 'Look, in silence',
        minutes: 5,
        mode: 'individual',
        lead: 'members',
        purpose: 'write down what you see',
      },
      { title: 'What do we see?', minutes: 15, mode: 'plenary-dialogue', lead: 'facilitator' },
      { title: 'What may it hide?', minutes: 10, mode: 'pair', lead: 'members' },
      { title: 'What would we ask next?', minutes: 10, mode: 'plenary-dialogue', lead: 'facilitator' },
    ],
    evaluation_questions: ['useful', 'question-sharper'],
  })
}

/** A call for the next clinic; three propose. Where it is answered one is placed, one kept for later and one declined. */
async function callForCases(around: Around, at: Temporal.Instant, { answered }: { answered: boolean }): Promise<void> {
  const { stage, coordinator, random, players } = around
  const event = await nextOf(
    around,
    ['peer-clinic', 'quarterly-showcase', 'monthly-learning-session'],
    at.add({ hours: 24 * 9 }),
  )
  if (!event) return
  const host = await as(stage, coordinator.id, at)
  const deadline = event.starts_at
    .subtract({ hours: 24 * 4 })
    .toZonedDateTimeISO('Africa/Johannesburg')
    .toPlainDate()
  const { id: call } = await openCall(host, {
    event: event.id,
    ...(event.format_key === 'quarterly-showcase' ? showcase : clinic),
    deadline: deadline.toString(),
    tell: true,
  })
  const able = players.filter((player) => !player.gone && player !== coordinator && player.habit !== 'reader')
  const proposals: string[] = []
  for (const [i, player] of random.some<Player>(able, 3).entries()) {
    const [title, when] = cases[i]!
    const ctx = await as(stage, player.id, at.add({ hours: 20 + i * 9 }))
    const answers = [when, 'We asked the provincial office twice and got two answers.', title]
    proposals.push((await propose(ctx, { call, title, answers })).proposal)
  }
  if (!answered) return
  const later = await as(stage, coordinator.id, at.add({ hours: 72 }))
  const [place] = (await callPage(later, { id: call })).places.filter((each) => each.event === event.id)
  const [first, second, third] = proposals
  if (first && place)
    await placeProposal(later, {
      id: first,
      event: event.id,
      segment: place.segment,
      note: 'Shall we talk on Monday to sharpen the question?',
    })
  if (second) await keepProposal(later, { id: second, note: 'We would like to hear it in the next clinic.' })
  if (third)
    await declineProposal(later, {
      id: third,
      reason: 'The person who has to decide is not a member; without them we would talk about somebody absent.',
    })
}

const sessions = [
  ['Sampling with what you have', 'Data quality', 'Marula room', 18],
  ['Telling a story with one figure', 'Use of evidence', 'Veranda', 20],
  ['When the indicator is wrong', 'Learning', 'Library', null],
] as const

/** The retreat ahead gets three sessions side by side in its longest part, and two in the next. */
async function sideBySide(around: Around, at: Temporal.Instant): Promise<void> {
  const { stage, coordinator, random, players } = around
  const retreat = await nextOf(around, ['annual-retreat'], at)
  if (!retreat) return
  const ctx = await as(stage, coordinator.id, at)
  const { parts } = await sessionsToEdit(ctx, { id: retreat.id })
  const slots = parts.toSorted((a, b) => b.minutes - a.minutes).slice(0, 2)
  for (const [n, slot] of slots.entries())
    for (const [title, track, room, capacity] of sessions.slice(0, 3 - n)) {
      const leader = random.pick(players.filter((player) => !player.gone && player.habit === 'core'))
      await setSession(ctx, {
        id: retreat.id,
        segment: slot.id,
        title: n === 0 ? title : `${title}: work on your own`,
        track,
        room,
        leader: leader.member,
        ...(capacity ? { capacity } : {}),
      })
    }
}

/** Two days of work with a night between, the second of which ends at noon: people have a long way home. */
async function twoDays({ stage, coordinator }: Around, at: Temporal.Instant): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const agenda = [
    { day: 1, minutes: 150, title: 'From field form to table', mode: 'small-group', lead: 'facilitator' },
    { day: 1, minutes: 60, title: 'Lunch', mode: 'break', lead: 'facilitator' },
    { day: 1, minutes: 210, title: 'Clean one table together', mode: 'small-group', lead: 'facilitator' },
    {
      day: 2,
      minutes: 150,
      title: 'Write the rules that would have caught it',
      mode: 'small-group',
      lead: 'facilitator',
    },
    { day: 2, minutes: 60, title: 'What each takes home', mode: 'plenary-dialogue', lead: 'facilitator' },
  ]
  const { id } = await planEvent(ctx, {
    format: 'workshop',
    title: 'Two days on data quality',
    date: at
      .add({ hours: 24 * 50 })
      .toZonedDateTimeISO(stage.community!.zone)
      .toPlainDate()
      .toString(),
    time: '09:00',
    place: 'room',
    place_text: 'Marula Lodge, Hartbeespoort',
    agenda,
  })
  const hours = [
    { from: '09:00', until: '16:00' },
    { from: '08:30', until: '12:00' },
  ]
  await setHours(ctx, { id, hours })
}

/** Those who come to a retreat choose where they go; the last places go, and somebody is undecided. */
export async function chooseSessions(
  { stage, random }: Around,
  meeting: Meeting,
  coming: readonly Player[],
): Promise<void> {
  if (meeting.format_key !== 'annual-retreat' || coming.length === 0) return
  const before = meeting.starts_at.subtract({ hours: 2 })
  const rows = await slotsOf(stage, meeting.id)
  for (const player of coming) {
    const ctx = await as(stage, player.id, before)
    for (const slot of rows) {
      const free = slot.sessions.filter((session) => session.left === null || session.left > 0)
      if (free.length === 0 || random.chance(0.15)) continue
      const chosen = random.pick(free)
      await chooseSession(ctx, { id: meeting.id, segment: slot.segment, session: chosen.id })
      if (chosen.left !== null) chosen.left--
    }
  }
}

/** Kagiso has said yes to the retreat ahead and has chosen already. */
async function firstToChoose(around: Around, at: Temporal.Instant): Promise<void> {
  const { stage, players } = around
  const retreat = await nextOf(around, ['annual-retreat'], at)
  const kagiso = players.find((player) => player.name === 'Kagiso Molefe' && !player.gone)
  if (!retreat || !kagiso) return
  const ctx = await as(stage, kagiso.id, at)
  await rsvp(ctx, { id: retreat.id, answer: 'yes' })
  const rows = await slotsOf(stage, retreat.id)
  for (const {
    segment,
    sessions: [first],
  } of rows)
    if (first) await chooseSession(ctx, { id: retreat.id, segment, session: first.id })
}

async function slotsOf(stage: Around['stage'], event: string) {
  const found = await stage.house.db
    .selectFrom('parallel_session')
    .select(['id', 'segment_id', 'capacity', 'taken'])
    .where('community_id', '=', stage.community!.id)
    .where('event_id', '=', event)
    .orderBy('segment_id')
    .orderBy('position')
    .execute()
  const slots = Map.groupBy(found, ({ segment_id }) => segment_id)
  return [...slots].map(([segment, sessions]) => ({
    segment,
    sessions: sessions.map(({ id, capacity, taken }) => ({ id, left: capacity === null ? null : capacity - taken })),
  }))
}

async function nextOf({ stage }: Around, formats: string[], after: Temporal.Instant) {
  return stage.house.db
    .selectFrom('event')
    .select(['id', 'starts_at', 'format_key'])
    .where('community_id', '=', stage.community!.id)
    .where('state', '=', 'planned')
    .where('circle_id', 'is', null)
    .where('starts_at', '>', after)
    .where('format_key', 'in', formats)
    .orderBy('starts_at')
    .executeTakeFirst()
}
