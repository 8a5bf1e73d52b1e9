import { redirect } from '@sveltejs/kit'
import { askForCode, localPath, signInWithPassword } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { setCookies, visitOf } from '#web/visit.ts'
import { signingIn } from '../step.ts'

export const load = (event) => {
  const { email } = signingIn.read(event)
  if (!email) redirect(303, '/sign-in')
  return { email }
}

export const actions = {
  enter: act(
    async (ctx, typed, event) => {
      const { email, next } = signingIn.read(event)
      const entry = await signInWithPassword(ctx, visitOf(event), {
        email: typed.email ?? email,
        password: typed.password,
      })
      setCookies(event.cookies, entry.cookies)
      signingIn.forget(event)
      return { to: localPath(next) }
    },
    { once: false },
  ),
  code: act(
    async (ctx, _, event) => {
      await askForCode(ctx, visitOf(event), signingIn.read(event))
      return { to: '/sign-in/code' }
    },
    { once: false },
  ),
}
