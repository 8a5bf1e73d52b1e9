import { askForNewAddress, mySecurity, signInRules, takeNewAddress } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { stepCookie, visitOf } from '#web/visit.ts'

/** The address that waits for its code. */
const wanted = stepCookie<{ email: string }>('new-address', '/account/address')

export const load = (event) =>
  read(event, async (ctx) => ({
    isRecent: (await mySecurity(ctx, {})).isRecent,
    email: ctx.actor!.email,
    wanted: event.url.searchParams.has('code') ? wanted.read(event).email : undefined,
    canMail: ctx.site.canMail,
    minutes: signInRules.codeMinutes,
  }))

export const actions = {
  ask: act(
    async (ctx, typed, event) => {
      const asked = await askForNewAddress(ctx, visitOf(event), typed)
      wanted.keep(event, asked)
      return { to: '/account/address?code' }
    },
    { once: false },
  ),
  take: act(
    async (ctx, typed, event) => {
      const email = String(typed.email ?? '')
      await takeNewAddress(ctx, visitOf(event), { email, code: typed.code })
      wanted.forget(event)
      return { to: '/account', flash: 'people.address.taken', params: { email } }
    },
    { once: false },
  ),
}
