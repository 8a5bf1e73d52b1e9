import { giveRole, peopleToChoose, roles } from '#server/communities/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [terms, people] = await Promise.all([roles(ctx, {}), peopleToChoose(ctx, {})])
    return {
      roles: terms,
      people: people.map(({ id, name, organisation }) => ({
        value: id,
        label: organisation ? `${name} (${organisation})` : name,
      })),
    }
  })

export const actions = {
  default: act(async (ctx, typed, event) => {
    await giveRole.run(ctx, typed)
    return { to: event.url.pathname, flash: 'stewardship.roles.done' }
  }),
}
