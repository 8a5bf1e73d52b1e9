/** The components of what people do together in the room. */
import CheckInCode from './CheckInCode.svelte'
import CheckInHand from './CheckInHand.svelte'
import GroupsDesk from './GroupsDesk.svelte'
import GroupsShown from './GroupsShown.svelte'
import NotesDesk from './NotesDesk.svelte'
import NotesHand from './NotesHand.svelte'
import ProtocolDesk from './ProtocolDesk.svelte'
import ProtocolShown from './ProtocolShown.svelte'
import ProtocolWall from './ProtocolWall.svelte'
import QuestionsDesk from './QuestionsDesk.svelte'
import QuestionsHand from './QuestionsHand.svelte'
import QuestionsWall from './QuestionsWall.svelte'

export const meetShows = {
  hand: {
    protocol: ProtocolShown,
    groups: GroupsShown,
    questions: QuestionsHand,
    notes: NotesHand,
    'check-in': CheckInHand,
  },
  desk: {
    protocol: ProtocolDesk,
    groups: GroupsDesk,
    questions: QuestionsDesk,
    notes: NotesDesk,
    'check-in': CheckInCode,
  },
  wall: { protocol: ProtocolWall, groups: GroupsShown, questions: QuestionsWall, 'check-in': CheckInCode },
}
