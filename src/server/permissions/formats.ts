/** Who reads the event formats of a community, and who tends them. */
import { isMember, isSteward, permission } from './index.ts'

export const seeFormats = permission(
  'formats.see',
  'Members read the event formats of their community.',
  (who) => isMember(who) || isSteward(who),
)

export const tendFormats = permission(
  'formats.tend',
  'Stewards change, add, retire and bring back event formats.',
  isSteward,
)
