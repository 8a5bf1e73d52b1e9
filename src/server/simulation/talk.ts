/** The discussion of the example: topics that people begin, answer or leave; questions that meetings parked go on there. */
import script from '#content/demo/talk.json' with { type: 'json' }
import {
  channelsToStart,
  closeTopic,
  markAnswer,
  openTopic,
  reply,
  retireTopic,
  startTopic,
  tellFollowers,
} from '../discussion/index.ts'
import { parked, raise } from '../questions/index.ts'
import type { Person } from './cast.ts'
import { dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

interface Player extends Person {
  id: string
  gone?: boolean
}

interface Around {
  stage: Stage
  players: readonly Player[]
  coordinator: Player
  /** Today: nothing happens after it. */
  until: Temporal.Instant
}

type Scene = (typeof script)[number] & { answer?: number; closes?: boolean; retired?: string }

/** The channel in which questions are asked. */
const ask = 'Ask the community'

/** Lives the topics of a day, with what is said in them until the week is over. */
export async function talk(around: Around, day: number, morning: Temporal.Instant): Promise<void> {
  const scenes = (script as Scene[]).filter((scene) => scene.day === day)
  if (scenes.length === 0) return
  for (const [i, scene] of scenes.entries()) await live(around, scene, morning.add({ hours: 2 + i }))
  await tellFollowers(nobody(around.stage, morning.add({ hours: 25 })))
}

async function live({ stage, players, coordinator, until }: Around, scene: Scene, at: Temporal.Instant): Promise<void> {
  const random = dice(`talk ${scene.title}`)
  const isPast = (moment: Temporal.Instant) => Temporal.Instant.compare(moment, until) < 0
  const people = random.some(
    players.filter(({ gone, habit, hub }) => !gone && habit !== 'reader' && (scene.channel !== 'hub' || hub)),
    6,
  )
  const author = scene.channel === 'announcements' ? coordinator : (people.pop() ?? coordinator)
  const channel = await channelFor(stage, scene.channel, author, at)
  const kind = scene.kind as 'question' | 'talk'
  const { topic } = await startTopic(await as(stage, author.id, at), {
    channel,
    title: scene.title,
    text: scene.text,
    kind,
  })
  if (scene.retired)
    return void (await retireTopic(await as(stage, coordinator.id, at.add({ hours: 3 })), {
      topic,
      why: scene.retired,
    }))
  let moment = at
  for (const [i, text] of (scene.replies ?? []).entries()) {
    moment = awake(moment.add({ minutes: random.whole(90, 2400) }))
    if (!isPast(moment)) return
    const { post } = await reply(await as(stage, people[i % people.length]!.id, moment), { topic, text })
    moment = awake(moment.add({ minutes: random.whole(20, 300) }))
    if (!isPast(moment)) return
    await openTopic(await as(stage, author.id, moment), { topic })
    if (scene.answer === i) await markAnswer(await as(stage, author.id, moment), { topic, post })
  }
  const end = moment.add({ hours: 24 * 10 })
  if (scene.closes && isPast(end)) await closeTopic(await as(stage, author.id, end), { topic })
}

/** Who would write at night writes in the morning. */
function awake(at: Temporal.Instant): Temporal.Instant {
  const { hour } = at.toZonedDateTimeISO('UTC')
  return hour < 5 || hour >= 19 ? at.add({ hours: 10 }) : at
}

const names: Record<string, string> = {
  announcements: 'Announcements',
  'ask-the-community': ask,
  'practice-talk': 'Practice talk',
  hub: 'MEL hub',
}

/** The channel of that name, where its author can begin a topic. */
async function channelFor(stage: Stage, key: string, author: { id: string }, at: Temporal.Instant): Promise<string> {
  const { channels } = await channelsToStart(await as(stage, author.id, at), {})
  return channels.find(({ name }) => name === names[key])!.id
}

/** On the next day the coordinator takes what a meeting parked into the discussion; somebody who was there answers. */
export async function takeOn(
  { stage, coordinator, until }: Around,
  meeting: { id: string; ends_at: Temporal.Instant },
  present: readonly { id: string }[],
): Promise<void> {
  const random = dice(`parked ${meeting.ends_at.toString()}`)
  const after = (hours: number) => meeting.ends_at.add({ hours })
  if (Temporal.Instant.compare(after(60), until) > 0) return
  const ctx = await as(stage, coordinator.id, after(18))
  const { questions, channels } = await parked(ctx, { id: meeting.id })
  const channel = channels.find(({ name }) => name === ask) ?? channels[0]
  if (questions.length === 0 || !channel) return
  const { topics } = await raise(ctx, { id: meeting.id, questions: questions.map(({ id }) => id), channel: channel.id })
  for (const topic of topics)
    if (random.chance(0.6))
      await reply(await as(stage, random.pick(present).id, awake(after(random.whole(20, 48)))), {
        topic,
        text: random.pick(answers),
      })
}

/** What people say to a question that they had no time for in the meeting. */
const answers = [
  'I had hoped for that question. I shall bring our figures to the next meeting and put them here before it.',
  'With us it was a third of the budget for the survey, most of it fuel.',
  'We asked the same a year ago. Write to me: I have the note of that time.',
]
