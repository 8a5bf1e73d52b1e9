import { needNotSetUp, setUp, signInRules, zonesByContinent } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { setCookies, visitOf } from '#web/visit.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    await needNotSetUp(ctx)
    // Whoever sets Copse up mostly sits near the machine it runs on; one that runs in UTC tells nothing.
    const here = Temporal.Now.timeZoneId()
    return { zones: zonesByContinent(), here: here === 'UTC' ? '' : here, min: signInRules.shortestPassword }
  })

export const actions = {
  default: act(
    async (ctx, typed, event) => {
      const entry = await setUp(ctx, visitOf(event), typed)
      setCookies(event.cookies, entry.cookies)
      return { to: '/', flash: 'people.set-up.done' }
    },
    { once: false },
  ),
}
