/**
 * The live room: an event while it happens.
 *
 * **Who is there.** `live_participant` is a person in one room: a member (by session) or somebody who came by the code
 * (by the secret in their cookie, `token` in every input; `roomInput` holds both fields). A verb of another piece begins
 *
 *     const live = await openRoomFor(ctx, input)          // may be here; open; not over
 *     const me = await participantOf(ctx, live)           // a member joins by doing something
 *     …                                                   // or: allow(ctx, runRoom, live.event) for whoever runs it
 *     await announce(ctx, live.event.id, 'questions')     // everybody sees the panel anew once this commits
 *
 * **Showing it.** A piece of a view is a *panel*: one line in `src/routes/[community]/events/[id]/live/panels.ts` says, for
 * each of the three views (`hand`: participant, `desk`: facilitator's console, `wall`: projector), how its data are read
 * and which component shows them. Data are read and rendered once per process and language, and the same HTML goes to
 * everybody in that view: nothing in them may be personal. What is personal is a *mark*: the panel's `marks` gives the
 * reader's own (`asked:ID`), and an element with `data-if="asked:ID"` or `data-unless="asked:ID"` shows itself to them
 * or not. Where groups of people see different things (results before and after one's vote) `facet` names the group.
 *
 * **Doing it.** A form that posts to `?/name` finds its verb in `live/doings.ts`; it works without script, and the
 * script sends the same form and keeps what others are typing.
 */
export { announce, liveChannel, readAnnouncement, type Announcement } from './announce.ts'
export { clockOf, drift, readClock, runsOf, secondsLeft, type Clock, type ClockPart } from './clock.ts'
export { sayCode } from './code.ts'
export { findRoom, joinByCode, joinRoom, mayComeIn, type FoundRoom } from './join.ts'
export { joinAsGuest } from './join-as-guest.ts'
export { addMinutes, announceEnd, endMeeting, moveBack, moveOn, startMeeting } from './move.ts'
export { openRoom } from './open.ts'
export * from './polls/index.ts'
export * from './pulse/index.ts'
export { readPeople } from './people.ts'
export { isAway, noteHere } from './presence.ts'
export {
  inRoom,
  mustBeOpen,
  openRoomFor,
  participantOf,
  roomFor,
  roomForAll,
  roomInput,
  roomToRun,
  type LiveRoom,
  type Participant,
  type RoomRow,
} from './room.ts'
export { describe as describeRoom, liveRoom, mustRun } from './room-page.ts'
