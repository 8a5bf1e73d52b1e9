import { communityOf } from '#server/ctx.ts'
import { agendaToEdit, arrangeAgenda, fitAgenda, saveAgendaAsTemplate } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({ agenda: await agendaToEdit(ctx, { id: event.params.id }) }))

export const actions = {
  save: act(async (ctx, typed, event) => {
    const { changed } = await arrangeAgenda.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: changed.length > 0 ? 'agenda.saved' : 'events.form.unchanged' }
  }),
  fit: act(async (ctx, typed, event) => {
    await fitAgenda.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'agenda.fitted' }
  }),
  template: act(async (ctx, _, event) => {
    await saveAgendaAsTemplate.run(ctx, { id: event.params.id })
    const { format } = await agendaToEdit(ctx, { id: event.params.id! })
    return { to: `/${communityOf(ctx).slug}/events/formats/${format.key}`, flash: 'agenda.templateSaved' }
  }),
}
