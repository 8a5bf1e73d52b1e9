/** Saying oneself that one is there, with the code that is shown or read out in the meeting. */
import { z } from 'zod'
import { memberOf, personOf, type Ctx } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { id } from '../../foundations/input.ts'
import { countTry, forgiveTry, type Trier } from '../../people/index.ts'
import { allow } from '../../permissions/index.ts'
import { comeToEvent } from '../../permissions/events.ts'
import { verb } from '../../verb.ts'
import { eventFor, type EventRow } from '../access.ts'
import { attend } from '../attendance.ts'
import { doorsAreOpen } from '../doors-open.ts'
import { attendAsGuests } from '../guest-attendance.ts'
import { guestToChange, theirToken } from '../registration/index.ts'
import { checkInCode, figuresIn } from './code.ts'

const code = z.string('required').trim().min(1, 'field.empty').max(40)
const does =
  'from a quarter of an hour before the meeting until its end. `here` is false for a code that is not that of the meeting; a few of those, and it takes no more for ten minutes.'

export const checkIn = verb(
  'events.check-in',
  { input: z.object({ id, code }), does: `Says that you are at the meeting, ${does}`, who: comeToEvent.says },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, comeToEvent, event)
    mustBeOn(ctx, event)
    if (!(await isRight(ctx, event, personOf(ctx).id, input.code))) return { here: false }
    await attend(ctx, event, [{ member: memberOf(ctx).id, minutes: null }], 'check-in')
    return { here: true }
  },
)

export const checkInAsGuest = verb(
  'events.check-in-as-guest',
  {
    input: z.object({ token: theirToken, code }),
    does: `Says that you are at the meeting, as a guest, ${does}`,
    who: 'Whoever has the secret link of that guest’s page.',
  },
  async (ctx, input) => {
    const { guest, event } = await guestToChange(ctx, input.token)
    mustBeOn(ctx, event)
    if (!(await isRight(ctx, event, guest.id, input.code))) return { here: false }
    await attendAsGuests(ctx, event, [{ guest: guest.id, minutes: null }], 'check-in')
    return { here: true }
  },
)

function mustBeOn(ctx: Ctx, event: EventRow): void {
  if (event.state === 'cancelled') throw new Conflict('events.cancelled')
  if (!doorsAreOpen(ctx, event)) throw new Conflict('attendance.check-in-closed')
}

/** A wrong code is no error but an answer, so that counting it is not undone. */
async function isRight(ctx: Ctx, event: EventRow, who: string, typed: string): Promise<boolean> {
  const triers: Trier[] = [['check-in', `${event.id} ${who}`]]
  await countTry(ctx, triers)
  if (figuresIn(typed) !== checkInCode(ctx, event.id)) return false
  await forgiveTry(ctx, triers)
  return true
}
