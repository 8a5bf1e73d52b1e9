import { leave, memberPage, tellProfile } from '#server/communities/index.ts'
import { communityOf, memberOf } from '#server/ctx.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => memberPage(ctx, { member: memberOf(ctx).id }))

export const actions = {
  tell: act(async (ctx, typed) => {
    await tellProfile.run(ctx, typed)
    return { to: `/${communityOf(ctx).slug}/people/${memberOf(ctx).id}`, flash: 'communities.profile.done' }
  }),
  leave: act(async (ctx, typed) => {
    await leave.run(ctx, typed)
    const { slug, name } = communityOf(ctx)
    return { to: `/${slug}`, flash: 'communities.profile.left', params: { community: name } }
  }),
}
