import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '../database.gen.ts'
import type { Ctx } from '../ctx.ts'
import { leave } from '../communities/index.ts'
import type { Fact } from '../facts.ts'
import { eraseMe } from '../personal-data/index.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { emailOf } from '#tests/support/people.ts'
import { react } from '#tests/support/reacting.ts'
import {
  assignFacilitator,
  eventPage,
  eventsToPassOn,
  leadSegment,
  passPlacesOn,
  rsvp,
  sessionsToEdit,
  setSession,
} from './index.ts'
import { freeWhatIsTheirs } from './leaving.ts'

/** A full session that Amina comes to, facilitates and leads a part of, with Kagiso waiting; and one that is over. */
async function world(db: Kysely<DB>) {
  const living = await livingCalendar(db)
  const { ctx, plan, member } = living
  const [id, over] = [await plan({ capacity: 1 }), await plan({ date: '2026-02-12' })]
  await rsvp(ctx('amina'), { id, answer: 'yes' })
  await rsvp(ctx('kagiso'), { id, answer: 'waiting' })
  await db
    .insertInto('rsvp')
    .values({ ...answer(living, over), member_id: member.amina })
    .execute()
  await assignFacilitator(ctx('nomsa'), { id, member: member.amina })
  await leadSegment(ctx('nomsa'), { id, position: 2, member: member.amina })
  const seat = { community_id: living.community.id, event_id: id, member_id: member.amina, named_at: ctx(null).now }
  await db.insertInto('panel_place').values(seat).execute()
  const segment = (await sessionsToEdit(ctx('nomsa'), { id })).parts[1]!.id
  await setSession.run(ctx('nomsa'), { id, segment, title: 'Data quality', leader: member.amina })
  return { ...living, id, over }
}

const answer = ({ community, ctx }: { community: { id: string }; ctx: (name: null) => Ctx }, event_id: string) => ({
  community_id: community.id,
  event_id,
  answer: 'yes',
  at: ctx(null).now,
})

test('who leaves gives their place to whoever waits, and what they would have led is open; the stewards are told once', async ({
  db,
}) => {
  const { ctx, id, over, member } = await world(db)
  await leave(ctx('amina'), {})
  await react(ctx(null), 'member.left')
  await react(ctx(null), 'member.left')
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'offered', coming: 0, facilitator: null })
  const { parts } = await eventPage(ctx('kagiso'), { id })
  expect(parts.map(({ leader }) => leader)).toEqual(parts.map(() => null))
  expect(await db.selectFrom('parallel_session').select('leader_id').execute()).toEqual([{ leader_id: null }])
  expect(await db.selectFrom('panel_place').select('member_id').execute()).toEqual([])
  // What is over stays as it was.
  expect(
    await db.selectFrom('rsvp').select(['event_id', 'answer']).where('member_id', '=', member.amina).execute(),
  ).toEqual([{ event_id: over, answer: 'yes' }])
  const letters = await db.selectFrom('mail').select(['text', 'subject']).where('kind', '=', 'roles-open').execute()
  expect(letters.length).toBeGreaterThan(0)
  expect(letters[0]!.subject).toContain('Amina Otieno')
  expect(letters[0]!.text).toContain('Data quality')
  expect(letters[0]!.text).toContain('A place on the panel: Reading gains')
  const offers = await db.selectFrom('fact').select('id').where('kind', '=', 'event.place-offered').execute()
  expect(offers).toHaveLength(1)
})

test('who is suspended gives them up too; who is merely quiet keeps them', async ({ db }) => {
  const { ctx, id, member } = await world(db)
  const changed = { id: member.amina, kind: 'member.state-changed', subjectId: member.amina, memberId: member.amina }
  const to = async (state: string) => {
    await db.updateTable('member').set({ state }).where('id', '=', member.amina).execute()
    await freeWhatIsTheirs(ctx(null), { ...changed, actorId: null, at: ctx(null).now, payload: {} } as Fact)
    return eventPage(ctx('nomsa'), { id })
  }
  expect(await to('dormant')).toMatchObject({ coming: 1, facilitator: { id: member.amina } })
  expect(await to('suspended')).toMatchObject({ coming: 0, facilitator: null })
})

test('the place of somebody who is erased goes to whoever waits with the next look', async ({ db }) => {
  const { ctx, id } = await world(db)
  await eraseMe(ctx('amina'), { confirm: emailOf('amina') })
  for (const { event } of await eventsToPassOn(ctx(null))) await passPlacesOn(ctx(null), event)
  expect(await eventPage(ctx('kagiso'), { id })).toMatchObject({ answer: 'offered', facilitator: null })
})
