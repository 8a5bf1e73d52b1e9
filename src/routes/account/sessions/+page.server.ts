import { endOtherSessions, endSession, mySessions } from '#server/people/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, async (ctx) => ({ sessions: await mySessions(ctx, {}) }))

export const actions = {
  end: act(async (ctx, typed) => {
    const { ended } = await endSession.run(ctx, typed)
    return { to: '/account/sessions', flash: 'people.sessions.ended', params: { count: ended } }
  }),
  others: act(async (ctx) => {
    const { ended } = await endOtherSessions(ctx, {})
    return { to: '/account/sessions', flash: 'people.sessions.ended', params: { count: ended } }
  }),
}
