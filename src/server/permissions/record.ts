/** Who reads what an event leaves, and who tends it. The form for lists stands in `server/events/record/access.ts`. */
import { isMember, permission, type Who } from './index.ts'
import { holdEvent, type EventAccess } from './events.ts'

export const sensitivities = ['public', 'members', 'hub', 'restricted'] as const
export type Sensitivity = (typeof sensitivities)[number]

/** What decides who reads something that an event left: a record, a decision, an action, a material. */
export interface RecordAccess extends EventAccess {
  confidence: string
  sensitivity: string
  /** Whether the reader was marked as having been there. */
  was_there: boolean
  /** Ids of the circles that one enters by invitation. */
  hub_circles: readonly string[]
}

export const readRecord = permission<RecordAccess>(
  'events.read-record',
  'Of those who see an event, everybody reads what it left if it is public, members if it is for members, those of a circle by invitation if it is for the hub; where nothing leaves the room or it is restricted, only members who were there. The strictest wins; whoever holds the event reads it.',
  (who, row) => holdEvent.may(who, row) || isWithin(who, row),
)

export const nameInRecord = permission<RecordAccess>(
  'events.name-in-record',
  'Members read who decided, led and took on what, where what is said may be quoted; else whoever holds the event does, who tends it.',
  (who, row) => holdEvent.may(who, row) || (row.confidence === 'open' && isMember(who)),
)

export const endAction = permission<RecordAccess & { owner_id: string | null }>(
  'events.end-action',
  'Whoever owns an action says that it is done or dropped, and so does whoever holds the event.',
  (who, row) => holdEvent.may(who, row) || (isMember(who) && row.owner_id === who.member!.id),
)

function isWithin(who: Who, row: RecordAccess): boolean {
  if (row.confidence === 'nothing-leaves' || row.sensitivity === 'restricted') return isMember(who) && row.was_there
  if (row.sensitivity === 'hub')
    return isMember(who) && who.member!.circles.some(({ id }) => row.hub_circles.includes(id))
  return row.sensitivity === 'public' || isMember(who)
}
