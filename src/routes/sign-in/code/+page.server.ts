import { redirect } from '@sveltejs/kit'
import { askForCode, linkedCode, localPath, signInRules, signInWithCode } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { setCookies, visitOf } from '#web/visit.ts'
import { signingIn } from '../step.ts'

/** By the link of the letter, the code is typed already; opening it signs nobody in, pressing the button does. */
export const load = (event) =>
  read(event, async (ctx) => {
    const link = event.url.searchParams.get('k')
    const { email } = link ? await linkedCode(ctx, link) : signingIn.read(event)
    if (!email) redirect(303, '/sign-in')
    return { email, link, canMail: ctx.site.canMail, minutes: signInRules.codeMinutes }
  })

export const actions = {
  enter: act(
    async (ctx, typed, event) => {
      const link = event.url.searchParams.get('k')
      const shown = link ? await linkedCode(ctx, link) : { ...signingIn.read(event), code: typed.code }
      const entry = await signInWithCode(ctx, visitOf(event), shown)
      setCookies(event.cookies, entry.cookies)
      signingIn.forget(event)
      const next = localPath(shown.next)
      return { to: entry.isNew ? `/account/welcome?next=${encodeURIComponent(next)}` : next }
    },
    { once: false },
  ),
  another: act(
    async (ctx, _, event) => {
      await askForCode(ctx, visitOf(event), signingIn.read(event))
      return { to: '/sign-in/code', flash: 'people.sign-in.sent' }
    },
    { once: false },
  ),
}
