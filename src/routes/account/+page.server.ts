import { changeMe, me, mySecurity, mySessions, myTokens, zonesByContinent } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { dropCookie, localeCookie } from '#web/cookies.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [person, security, sessions, tokens] = await Promise.all([
      me(ctx, {}),
      mySecurity(ctx, {}),
      mySessions(ctx, {}),
      myTokens(ctx, {}),
    ])
    return {
      person,
      hasPassword: security.hasPassword,
      sessions: sessions.length,
      tokens: tokens.length,
      zones: zonesByContinent(),
    }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    await changeMe.run(ctx, typed)
    // A language chosen earlier for this device would hide the one that was set just now.
    dropCookie(event, localeCookie, '/')
    return { to: '/account', flash: 'people.account.saved' }
  }),
}
