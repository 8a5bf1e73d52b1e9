import { randomUUID } from 'node:crypto'
import { invitations, sendInvitations } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const search = event.url.searchParams.get('search') ?? ''
    return { ...(await invitations.run(ctx, { id: event.params.id, search })), search, once: randomUUID() }
  })

export const actions = {
  all: act(async (ctx, _, event) => sent(await sendInvitations.run(ctx, { id: event.params.id }), event.url.pathname)),
  some: act(async (ctx, typed, event) =>
    sent(await sendInvitations.run(ctx, { id: event.params.id, members: typed.members ?? [] }), event.url.pathname),
  ),
}

function sent({ invited }: { invited: number }, to: string) {
  return { to, flash: 'invitations.sent' as const, params: { n: invited } }
}
