/** Who writes the pre-brief of an event, who reads it, and who says who sits on its panel. */
import type { EventAccess } from './events.ts'
import { isMember, isSteward, permission, type Who } from './index.ts'

/** What of an event and its pre-brief decides. */
export interface PreBriefAccess extends EventAccess {
  /** The circle whose members read it besides the panel; `null`: the panel alone. */
  brief_circle_id: string | null
  is_sent: boolean
  /** Whether the reader sits on the panel. */
  on_panel: boolean
}

export const tendPreBrief = permission<EventAccess>(
  'events.tend-pre-brief',
  'Stewards and the facilitator of the event write its pre-brief, send it, see who has seen it, and name the panel.',
  (who, event) => isSteward(who) || facilitates(who, event),
)

export const readPreBrief = permission<PreBriefAccess>(
  'events.read-pre-brief',
  'The panel of an event and the members of the circle for which its pre-brief is read it once it was sent; stewards and the facilitator of the event read it before, too.',
  (who, brief) => tendPreBrief.may(who, brief) || isReader(who, brief),
)

export const takePosition = permission<PreBriefAccess>(
  'events.take-position',
  'The panel of an event and the members of the circle for which its pre-brief is say where they stand on what will be debated; who tends the event does not, unless they are of these.',
  isReader,
)

export const seeRota = permission(
  'events.see-rota',
  'Stewards see whose turn it is on the panels ahead, and how many turns everybody had.',
  isSteward,
)

function facilitates(who: Who, event: EventAccess): boolean {
  return isMember(who) && event.facilitator_id === who.member!.id
}

function isReader(who: Who, brief: PreBriefAccess): boolean {
  return isMember(who) && brief.is_sent && (brief.on_panel || isOf(who, brief.brief_circle_id))
}

function isOf(who: Who, circle: string | null): boolean {
  return circle !== null && who.member!.circles.some(({ id }) => id === circle)
}
