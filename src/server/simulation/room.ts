/** The live room of a simulated meeting: people come in, ask, lend their voice, work in groups and keep notes. */
import script from '#content/demo/room.json' with { type: 'json' }
import {
  addNote,
  ask,
  endMeeting,
  joinRoom,
  makeGroups,
  openRoom,
  settleQuestion,
  startMeeting,
  upvote,
} from '../events/index.ts'
import { endDebate } from './debate.ts'
import { askTheRoom } from './polls.ts'
import { askPulse } from './pulse.ts'
import { dice } from './random.ts'
import { as, type Stage } from './stage.ts'

interface Meeting {
  id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  place: string
  format_key: string
}

/** Whoever works in the room; the others only listen. */
const hands = 7
/** Kinds of meetings that work in a room of Copse. */
const formats = new Set(['monthly-learning-session', 'cop-meeting-with-panel', 'quarterly-showcase'])

/** Lives the live room of a meeting, if it has one. Ended by the coordinator, with what is open parked. */
export async function workInRoom(
  stage: Stage,
  meeting: Meeting,
  coordinator: { id: string },
  present: readonly { id: string }[],
): Promise<void> {
  const random = dice(`room ${meeting.format_key} ${meeting.starts_at.toString()}`)
  if (!formats.has(meeting.format_key) || meeting.place !== 'online' || present.length < 7) return
  // Two in five: the others meet in the rooms that they know.
  if (!random.chance(0.4)) return
  const id = meeting.id
  const host = (minutes: number) => as(stage, coordinator.id, meeting.starts_at.add({ minutes }))
  await openRoom(await host(-10), { id })
  await startMeeting(await host(0), { id })
  const people = random.some(present, hands)
  const at = (person: { id: string }, minutes: number) => as(stage, person.id, meeting.starts_at.add({ minutes }))
  for (const person of people) await joinRoom(await at(person, random.whole(0, 5)), { id })
  await makeGroups(await host(30), { id, size: 3 })
  const questions: string[] = []
  for (const [i, text] of random.some(script.questions, 3).entries()) {
    const { question } = await ask(await at(people[i]!, 12 + i), { id, text, as: i === 1 ? 'nobody' : 'me' })
    questions.push(question)
  }
  for (const person of people.slice(3))
    await upvote(await at(person, random.whole(16, 25)), { id, question: random.pick(questions) })
  for (const [i, text] of random.some(script.notes, 2).entries())
    await addNote(await at(people[i + 3]!, 45 + i), { id, section: 'other', text })
  await settleQuestion(await host(40), { id, question: questions[0]!, state: 'answered' })
  await settleQuestion(await host(41), { id, question: questions[1]!, state: 'answered' })
  await settleQuestion(await host(42), {
    id,
    question: questions[2]!,
    state: random.chance(0.4) ? 'parked' : 'answered',
  })
  await askTheRoom(stage, meeting, coordinator, present)
  await endDebate(stage, coordinator, meeting)
  await askPulse(stage, coordinator, meeting)
  await endMeeting(await as(stage, coordinator.id, meeting.ends_at), { id })
}
