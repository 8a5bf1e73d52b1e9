import { redirect } from '@sveltejs/kit'
import { askForCode, localPath, mayMakeAccount } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { visitOf } from '#web/visit.ts'
import { signingIn } from './step.ts'

export const load = (event) => {
  const { actor } = event.locals.ctx
  const next = localPath(event.url.searchParams.get('next') ?? signingIn.read(event).next)
  const again = event.url.searchParams.has('again')
  if (actor && !again) redirect(303, next)
  return { next, again, email: actor?.email ?? signingIn.read(event).email, mayBeNew: mayMakeAccount(next) }
}

export const actions = {
  code: act(
    async (ctx, typed, event) => {
      const asked = await askForCode(ctx, visitOf(event), typed)
      signingIn.keep(event, asked)
      return { to: '/sign-in/code' }
    },
    { once: false },
  ),
  password: act(async (_, typed, event) => {
    signingIn.keep(event, { email: String(typed.email ?? ''), next: localPath(typed.next) })
    return { to: '/sign-in/password' }
  }),
}
