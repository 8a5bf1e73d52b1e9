import { expect } from 'vitest'
import { arrive } from '#server/arrive.ts'
import { test } from './database.ts'
import { livingCommunity, names, now, sessionOf } from './people.ts'

test('everybody of the cast is who the porch would recognise, in both communities', async ({ db }) => {
  const { ctx } = await livingCommunity(db)
  for (const slug of ['thuto', 'maji'] as const) {
    for (const name of names) {
      const { actor, community, member } = await arrive(db, { session: sessionOf(name) }, slug, now)
      const made = ctx(name, { in: slug })
      expect({ actor: made.actor, community: made.community, member: made.member }).toEqual({
        actor,
        community,
        member,
      })
    }
  }
})

test('a stranger is nobody, at the door of Thuto or at none', async ({ db }) => {
  const { ctx, community } = await livingCommunity(db)
  expect(ctx(null)).toMatchObject({
    actor: null,
    member: null,
    community: { id: community.id },
    zone: 'Africa/Johannesburg',
  })
  expect(ctx(null, { in: null })).toMatchObject({ actor: null, member: null, community: null })
})
