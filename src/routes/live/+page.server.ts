import { findRoom } from '#server/events/index.ts'
import { act } from '#web/act.ts'

export const actions = {
  default: act(async (ctx, typed, event) => {
    const code = String(typed.code ?? '')
    // Asked already here, so that a wrong code is told beside the field in which it was typed.
    await findRoom(ctx, { code, address: event.getClientAddress() })
    return { to: `/live/${encodeURIComponent(code.replaceAll(/[\s-]/g, '').toUpperCase())}` }
  }),
}
