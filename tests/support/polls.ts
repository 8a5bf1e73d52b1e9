/** A poll that is asked in a live room, for the tests of polls. */
import { openPoll, openRoom, polls, preparePoll } from '#server/events/index.ts'
import type { LivingCalendar } from './events.ts'
import type { Name } from './people.ts'

/** Some of those who may be in the room. */
export const voters = ['amina', 'kagiso', 'sipho', 'zanele', 'nomsa'] as const

/** An event with its room open, and a poll of it that is asked. */
export async function asking(world: LivingCalendar, wanted: Partial<Parameters<typeof preparePoll>[1]> = {}) {
  const id = await world.plan()
  await openRoom(world.during('nomsa'), { id, door: 'anyone' })
  const { poll } = await preparePoll(world.during('nomsa'), {
    id,
    kind: 'single',
    question: 'Would you report the gain?',
    options: ['Yes', 'No'],
    ...wanted,
  })
  await openPoll(world.during('nomsa'), { id, poll })
  const seen = async (name: Name | null, token?: string) =>
    (await polls(world.during(name), { id, token })).polls.find((each) => each.id === poll)!
  const option = async (label: string) => (await seen('nomsa')).options.find((each) => each.label === label)!.id
  return { id, poll, seen, option, ask: { id, poll } }
}
