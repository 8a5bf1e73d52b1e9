import { acceptInvitation, invitationPage } from '#server/communities/index.ts'
import { transaction, type Ctx } from '#server/ctx.ts'
import { actorById, enterByProof } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'
import { setCookies, visitOf } from '#web/visit.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    ...(await invitationPage.run(ctx, { token: event.params.token })),
    alreadyIn: ctx.member !== null,
    once: onceKey(),
  }))

export const actions = {
  // The link was mailed to that address: whoever holds it has shown that the address is theirs, and needs no password.
  default: act(async (ctx, typed, event) => {
    const token = event.params.token!
    const accept = (inside: Ctx) => acceptInvitation.run(inside, { token })
    if (ctx.actor) await accept(ctx)
    else {
      const { email } = await invitationPage.run(ctx, { token })
      const entry = await transaction(ctx, async (inside) => {
        const entry = await enterByProof(inside, visitOf(event), {
          email,
          ...(typed.name ? { name: String(typed.name) } : {}),
          next: event.url.pathname,
        })
        await accept({ ...inside, actor: await actorById(inside, entry.person) })
        return entry
      })
      setCookies(event.cookies, entry.cookies)
    }
    return { to: `/${ctx.community!.slug}/home`, flash: 'communities.invitation.done' }
  }),
}
