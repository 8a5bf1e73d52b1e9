import { onboarding, tickStep } from '#server/communities/index.ts'
import { calendar, holdersDue, myActionsDue } from '#server/events/index.ts'
import { rings } from '#server/learning/index.ts'
import { allow, can } from '#server/permissions/index.ts'
import { seeHome } from '#server/permissions/communities.ts'
import { planEvents } from '#server/permissions/events.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    allow(ctx, seeHome, undefined)
    const isNew = ctx.member?.state === 'onboarding'
    const [ahead, counted, steps, due, held] = await Promise.all([
      calendar(ctx, { limit: 12 }),
      rings(ctx, {}),
      isNew ? onboarding(ctx, {}) : [],
      ctx.member ? myActionsDue(ctx, {}) : [],
      can(ctx, planEvents, undefined) ? holdersDue(ctx, {}) : { toClose: [], ending: [] },
    ])
    return { ahead: ahead.items, rings: counted, steps, due, ...held, name: ctx.actor!.name }
  })

export const actions = {
  tick: act(async (ctx, typed, event) => {
    await tickStep.run(ctx, typed)
    return { to: event.url.pathname, flash: 'communities.onboarding.ticked' }
  }),
}
