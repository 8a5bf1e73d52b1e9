/** Who sees series and tends them. */
import { hasRole, isInCircle, isMember, isSteward, permission } from './index.ts'

/** What of a series decides who may do what with it. */
export interface SeriesAccess {
  circle_id: string | null
}

export const seeSeries = permission<SeriesAccess>(
  'series.see',
  'Members see the series of their circles and those for everybody.',
  (who, series) => (isMember(who) || isSteward(who)) && isInCircle(who, series.circle_id),
)

export const tendSeries = permission<SeriesAccess>(
  'series.tend',
  'Stewards, and facilitators for the series of their circles, plan, change, end and renew series.',
  (who, series) => isSteward(who) || (hasRole(who, ['facilitator']) && isInCircle(who, series.circle_id)),
)

export const seeHours = permission(
  'series.see-hours',
  'Members see at which hours of their own they were asked to meet.',
  isMember,
)

export const seeSharedHours = permission(
  'series.see-shared-hours',
  'Stewards and facilitators see, zone by zone and never by name, how bad hours are shared.',
  (who) => isSteward(who) || hasRole(who, ['facilitator']),
)
