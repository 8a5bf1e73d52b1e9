/** A poll in a simulated meeting: one thing is asked, most of those who came answer. */
import asked from '#content/demo/polls.json' with { type: 'json' }
import { closePoll, openPoll, polls, preparePoll, vote } from '../events/index.ts'
import { dice, type Dice } from './random.ts'
import { as, type Stage } from './stage.ts'

interface Somebody {
  /** Of the person. */
  id: string
}

type Asked = (typeof asked.polls)[number]

/** Asks the whole room one thing, and closes it. The room is open; chance is of its own, so that what else happens stays. */
export async function askTheRoom(
  stage: Stage,
  meeting: { id: string; starts_at: Temporal.Instant },
  coordinator: Somebody,
  present: readonly Somebody[],
): Promise<void> {
  const random = dice(`poll ${meeting.starts_at.toString()}`)
  const about = random.pick(asked.polls)
  const { id } = meeting
  const at = (person: Somebody, minutes: number) => as(stage, person.id, meeting.starts_at.add({ minutes }))
  const { poll } = await preparePoll(await at(coordinator, -5), { id, ...formOf(about) })
  await openPoll(await at(coordinator, 20), { id, poll })
  const known = (await polls(await at(coordinator, 20), { id })).polls
  const options = known.find((each) => each.id === poll)!.options.map((option) => option.id)
  for (const player of present.filter(() => random.chance(0.8)))
    await vote(await at(player, 21), { id, poll, ...answer(about, options, random) })
  await closePoll(await at(coordinator, 25), { id, poll })
  // What the format brought, where it is one press: everybody chooses one.
  for (const { id: poll, options } of known.filter(({ kind, state }) => kind === 'single' && state === 'draft')) {
    await openPoll(await at(coordinator, 50), { id, poll })
    for (const player of present.filter(() => random.chance(0.7)))
      await vote(await at(player, 51), { id, poll, choice: options[weighed([5, 4, 2, 1], random)]!.id })
    await closePoll(await at(coordinator, 54), { id, poll })
  }
}

function formOf(about: Asked) {
  const { kind, question, options, low_label, high_label } = about as Asked & Record<'low_label' | 'high_label', string>
  return { kind: kind as 'single', question, options, low_label, high_label }
}

function answer(about: Asked, options: readonly string[], random: Dice) {
  if (about.said) return { words: random.some(about.said, random.whole(1, 2)) }
  const lean = about.lean ?? []
  const chosen = weighed(lean, random)
  if (about.kind === 'scale') return { rating: chosen + 1 }
  if (about.kind === 'multiple') return { choices: [options[chosen]!, options[weighed(lean, random)]!] }
  return { choice: options[chosen]! }
}

/** The place of one weight of several, by chance. */
function weighed(weights: readonly number[], random: Dice): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => (left -= weight) < 0)
  return found < 0 ? weights.length - 1 : found
}
