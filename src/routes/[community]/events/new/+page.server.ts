import { circlesOf } from '#server/communities/index.ts'
import { communityOf, memberOf } from '#server/ctx.ts'
import { chosenDate, formats, planEvent, startFrom } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [all, circles] = await Promise.all([formats(ctx, {}), circlesOf(ctx)])
    const { searchParams } = event.url
    const found = searchParams.get('poll')
    const date = found ? await chosenDate.run(ctx, { ...Object.fromEntries(searchParams), poll: found }) : undefined
    const chosen = all.find(({ key }) => key === (searchParams.get('format') ?? date?.format))
    return {
      formats: chosen ? [] : all,
      chosen,
      date,
      /** What the address says of the poll in which the date was found. */
      found: date ? `&${new URLSearchParams([...searchParams].filter(([name]) => name !== 'format')).toString()}` : '',
      start: chosen && (await startFrom(ctx, { format: chosen.key })),
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      communityZone: communityOf(ctx).zone,
      zones: Intl.supportedValuesOf('timeZone'),
      me: ctx.member?.id,
      once: onceKey(),
    }
  })

export const actions = {
  plan: act(async (ctx, typed) => {
    const facilitator = typed.mine ? memberOf(ctx).id : undefined
    const { id } = await planEvent.run(ctx, { ...typed, facilitator })
    return { to: `/${communityOf(ctx).slug}/events/${id}`, flash: 'events.form.planned' }
  }),
  /** The agenda cut to the length that was typed, and what does not fit; nothing is planned by it. */
  preview: look(async (ctx, { format, variant, minutes, capacity }) => ({
    start: await startFrom.run(ctx, { format, variant, minutes, capacity }),
  })),
}
