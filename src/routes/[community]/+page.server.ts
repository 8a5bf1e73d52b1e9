import { frontDoor } from '#server/communities/index.ts'
import { upcomingOpen } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [front, events] = await Promise.all([frontDoor(ctx, {}), upcomingOpen(ctx, {})])
    return { ...front, mine: ctx.member?.circles.map((circle) => circle.id) ?? [], events }
  })
