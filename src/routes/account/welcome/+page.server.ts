import { personOf } from '#server/ctx.ts'
import { changeMe, localPath, zonesByContinent } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const { name, zone } = personOf(ctx)
    return { name, own: zone, zones: zonesByContinent(), next: localPath(event.url.searchParams.get('next')) }
  })

export const actions = {
  default: act(async (ctx, typed) => {
    const { name } = await changeMe.run(ctx, typed)
    return { to: localPath(typed.next), flash: 'people.welcome.done', params: { name } }
  }),
}
