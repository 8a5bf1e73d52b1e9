import { mySecurity, setPassword, signInRules } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    ...(await mySecurity(ctx, {})),
    email: ctx.actor!.email,
    min: signInRules.shortestPassword,
  }))

export const actions = {
  default: act(async (ctx, typed) => {
    await setPassword.run(ctx, typed)
    return { to: '/account', flash: 'people.set-password.done' }
  }),
}
