import { askToJoin, frontDoor, joinCircle } from '#server/communities/index.ts'
import { personOf } from '#server/ctx.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const person = personOf(ctx)
    const { circles, name } = await frontDoor(ctx, {})
    const mine = new Set(ctx.member?.circles.map((circle) => circle.id))
    const offered = circles.filter((circle) => circle.policy !== 'invitation' && !mine.has(circle.id))
    return {
      person: person.name,
      name,
      circles: offered,
      isMember: mine.size > 0,
      asked: event.url.searchParams.get('circle'),
      once: onceKey(),
    }
  })

export const actions = {
  default: act(async (ctx, typed) => {
    const { circles } = await frontDoor(ctx, {})
    const circle = circles.find(({ key }) => key === typed.circle)
    const slug = ctx.community!.slug
    if (circle?.policy === 'approval') {
      await askToJoin.run(ctx, typed)
      return { to: `/${slug}`, flash: 'communities.join.asked' }
    }
    await joinCircle.run(ctx, { circle: typed.circle })
    return { to: `/${slug}/home`, flash: 'communities.join.done' }
  }),
}
