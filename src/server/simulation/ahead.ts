/** What lies ahead on the last day of the example: the coordinator has just asked everybody to the next open meeting. */
import { rsvp, sendInvitations } from '../events/index.ts'
import type { Around } from './meetings.ts'
import { as } from './stage.ts'

/** Sends the invitations; a few answer within the hour. */
export async function askAhead({ stage, coordinator, random, players }: Around, at: Temporal.Instant): Promise<void> {
  const next = await stage.house.db
    .selectFrom('event')
    .select('id')
    .where('community_id', '=', stage.community!.id)
    .where('state', '=', 'planned')
    .where('is_live', '=', true)
    .where('circle_id', 'is', null)
    .where('starts_at', '>', at.add({ hours: 48 }))
    .orderBy('starts_at')
    .executeTakeFirst()
  if (!next) return
  await sendInvitations(await as(stage, coordinator.id, at), { id: next.id })
  for (const player of players.filter(({ gone, habit }) => !gone && habit === 'core')) {
    const soon = at.add({ minutes: random.whole(5, 60) })
    await rsvp(await as(stage, player.id, soon), { id: next.id, answer: random.chance(0.8) ? 'yes' : 'maybe' })
  }
}
