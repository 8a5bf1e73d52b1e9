import { eraseMe } from '#server/personal-data/index.ts'
import { mySecurity } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { setCookies } from '#web/visit.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ isRecent: (await mySecurity(ctx, {})).isRecent, email: ctx.actor!.email }))

export const actions = {
  erase: act(async (ctx, typed, event) => {
    const { cookies } = await eraseMe.run(ctx, typed)
    setCookies(event.cookies, cookies)
    return { to: '/', flash: 'people.data.gone' }
  }),
}
