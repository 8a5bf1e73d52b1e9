/** Which mail a member does not want: told on their own page, or by the one link that stands in each mail. */
import { z } from 'zod'
import { stoppable, stoppedBy, wantMail, whoStops, type Stoppable } from '../communities/index.ts'
import { communityOf, transaction, type Ctx } from '../ctx.ts'
import { flag } from '../foundations/input.ts'
import { query, verb } from '../verb.ts'
import { guestToStop, stopGuestMail } from './registration/index.ts'

export { stopUrl } from '../communities/index.ts'

export const mailChoice = query(
  'events.mail-choice',
  { input: z.object({}), does: 'Which mail you get.', who: 'Each member, for themselves.' },
  async (ctx) => {
    const stopped = await stoppedBy(ctx)
    return Object.fromEntries(stoppable.map((kind) => [kind, !stopped.has(kind)])) as Record<Stoppable, boolean>
  },
)

export const chooseMail = verb(
  'events.choose-mail',
  {
    input: z.object(Object.fromEntries(stoppable.map((kind) => [kind, flag])) as Record<Stoppable, typeof flag>),
    does: 'Says which mail you want: invitations, reminders, what an event left, reminders of your actions, pre-briefs, questions about events, what is new in topics that you follow. Word of changes comes all the same.',
    who: 'Each member, for themselves.',
  },
  async (ctx, wanted) => {
    const stopped = await stoppedBy(ctx)
    for (const kind of stoppable) if (wanted[kind] === stopped.has(kind)) await wantMail(ctx, kind, wanted[kind])
    return wanted
  },
)

/** What the page behind that address shows, or a guest's (`guestStopUrl`). Throws NotFound `invitations.stop` for one that is not in force. */
export async function stopPage(ctx: Ctx, kind: string, token: string) {
  if (kind === 'guest') return { kind: 'guest' as const, ...(await guestToStop(ctx, token)) }
  const { reader, kind: known } = await whoStops(ctx, kind, token)
  return {
    kind: known,
    community: communityOf(reader).name,
    slug: communityOf(reader).slug,
    stopped: (await stoppedBy(reader)).has(known),
  }
}

/** Stops that kind of mail, or lets it come again. Safe to repeat. Throws as `stopPage` does. */
export async function stopByLink(ctx: Ctx, kind: string, token: string, wanted: boolean): Promise<void> {
  if (kind === 'guest') return stopGuestMail(ctx, token, wanted)
  const { reader, kind: known } = await whoStops(ctx, kind, token)
  await transaction(reader, async (ctx) => {
    if ((await stoppedBy(ctx)).has(known) === wanted) await wantMail(ctx, known, wanted)
  })
}
