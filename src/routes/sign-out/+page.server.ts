import { redirect } from '@sveltejs/kit'
import { signOut } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { setCookies } from '#web/visit.ts'

export const load = (event) => {
  if (!event.locals.ctx.actor) redirect(303, '/')
  return { name: event.locals.ctx.actor.name }
}

export const actions = {
  default: act(async (ctx, _, event) => {
    const { cookies } = await signOut(ctx, {})
    setCookies(event.cookies, cookies)
    return { to: '/', flash: 'people.out.done' }
  }),
}
