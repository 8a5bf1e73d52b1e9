import { apiRooms } from '#server/callables.ts'
import { makeToken, mySecurity, myTokens, revokeToken, tokenDays } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { stepCookie } from '#web/visit.ts'

/** The new token on its way to the one page that shows it, once. */
const made = stepCookie<{ token: string }>('made-token', '/account/tokens')

export const load = (event) =>
  read(event, async (ctx) => {
    const { token } = made.read(event)
    if (token) made.forget(event)
    return {
      token,
      tokens: await myTokens(ctx, {}),
      isRecent: (await mySecurity(ctx, {})).isRecent,
      rooms: apiRooms,
      days: tokenDays,
    }
  })

export const actions = {
  make: act(async (ctx, typed, event) => {
    made.keep(event, await makeToken.run(ctx, typed))
    return { to: '/account/tokens', flash: 'people.tokens.made', params: { name: String(typed.name) } }
  }),
  revoke: act(async (ctx, typed) => {
    const { name } = await revokeToken.run(ctx, typed)
    return { to: '/account/tokens', flash: 'people.tokens.revoked', params: { name } }
  }),
}
