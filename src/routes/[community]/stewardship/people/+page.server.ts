import {
  circlesOf,
  decideRequest,
  invitations,
  invite,
  inviteMany,
  previewInvitations,
  requests,
  revokeInvitation,
} from '#server/communities/index.ts'
import { guestsKept, keepGuests } from '#server/events/index.ts'
import { act, look } from '#web/act.ts'
import { onceKey } from '#web/once.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [asked, open, circles, guests] = await Promise.all([
      requests(ctx, {}),
      invitations(ctx, {}),
      circlesOf(ctx),
      guestsKept(ctx, {}),
    ])
    return {
      requests: asked,
      invitations: open,
      guests,
      circles: circles.map(({ key, name }) => ({ value: key, label: name })),
      once: onceKey(),
    }
  })

const listOf = async (typed: Record<string, unknown>) => {
  const file = typed.file instanceof File && typed.file.size > 0 ? await typed.file.text() : ''
  return { circle: typed.circle, list: file || typed.list }
}

export const actions = {
  invite: act(async (ctx, typed, event) => {
    await invite.run(ctx, typed)
    return { to: event.url.pathname, flash: 'stewardship.people.invited', params: { email: String(typed.email) } }
  }),
  decide: act(async (ctx, typed, event) => {
    await decideRequest.run(ctx, typed)
    return {
      to: event.url.pathname,
      flash: typed.decision === 'accept' ? 'stewardship.people.accepted' : 'stewardship.people.declined',
    }
  }),
  revoke: act(async (ctx, typed, event) => {
    await revokeInvitation.run(ctx, typed)
    return { to: event.url.pathname, flash: 'stewardship.people.revoked' }
  }),
  guests: act(async (ctx, typed, event) => {
    const { days } = await keepGuests.run(ctx, typed)
    return { to: event.url.pathname, flash: 'registration.kept.saved', params: { days } }
  }),
  many: act(async (ctx, typed, event) => {
    const { invited } = await inviteMany.run(ctx, await listOf(typed))
    return { to: event.url.pathname, flash: 'stewardship.people.invitedMany', params: { n: invited } }
  }),
  // A dry run shows what would happen on the same page; nothing is stored, so there is nowhere to redirect to.
  preview: look(async (ctx, typed) => {
    const given = await listOf(typed)
    return {
      ...(await previewInvitations.run(ctx, given)),
      given: { circle: String(given.circle), list: String(given.list) },
    }
  }),
}
