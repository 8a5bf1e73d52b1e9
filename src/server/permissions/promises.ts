/** Who asks to be excused, who answers, and who says what becomes of a promise that is not kept. */
import { isMember, isSteward, permission } from './index.ts'

export const askExcuse = permission<{ promise_circle_id: string | null }>(
  'events.ask-excuse',
  'Members of the circle whose promise an event counts towards ask to be excused from it; the reason is read by them and by stewards.',
  (who, event) =>
    isMember(who) &&
    event.promise_circle_id !== null &&
    who.member!.circles.some(({ id }) => id === event.promise_circle_id),
)

export const tendPromises = permission(
  'events.tend-promises',
  'Stewards grant or refuse excuses, say what a circle does with a promise that is not kept, and confirm it for each person.',
  isSteward,
)
