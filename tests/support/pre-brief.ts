/** A meeting with a pre-brief, for the tests. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { livingCalendar, sessionStart } from './events.ts'
import type { Name } from './people.ts'
import { lettersTo } from './reacting.ts'
import { writePreBrief } from '#server/events/index.ts'

export const daysBefore = (days: number) => sessionStart.subtract({ hours: 24 * days })

/** A CoP meeting with a panel on 12 March, for everybody; the hub promised to prepare. */
export async function meeting(db: Kysely<DB>) {
  const world = await livingCalendar(db)
  const id = await world.plan({ format: 'cop-meeting-with-panel', title: 'Tests that teachers use' })
  const at = (name: Name | null, days: number) => world.ctx(name, { at: daysBefore(days) })
  const write = (more: object = {}) =>
    writePreBrief.run(world.ctx('nomsa'), {
      id,
      text: '# The question\n\nWho should own a **reading test**?',
      questions: 'What did it cost you?\nWho used it?',
      ...more,
    })
  const linkTo = async (name: Name) => {
    const [letter] = await lettersTo(db, name)
    const [, event, token] = /\/in\/brief\/([\w-]+)\/(\w+)/.exec(letter!.text)!
    return { event: event!, token: token!, stranger: { ...world.ctx(null), community: null } }
  }
  return { ...world, id, at, write, linkTo }
}
