/** Who sees a design, works on it and speaks to it. There is one loader, `draftFor`, in the room. */
import { permission, type Who } from './index.ts'

/** What of a design decides who may do what with it, as the loader found it for the actor. */
export interface DesignAccess {
  owner_id: string | null
  /** Its community is tended by the actor. */
  is_steward: boolean
  /** What was shown: the secret of the draft, or a link that was shared. */
  shown: 'key' | 'comment' | 'read' | null
}

export const seeDesign = permission<DesignAccess>(
  'design.see',
  'Its owner, whoever holds the secret of a draft or a link to it, and the stewards of its community see a design; nobody else learns that it exists.',
  (who, design) => worksOn(who, design) || design.shown !== null,
)

export const workOnDesign = permission<DesignAccess>(
  'design.work-on',
  'Its owner, whoever holds the secret of a draft, and the stewards of its community answer, change decisions, keep versions and share.',
  (who, design) => worksOn(who, design),
)

export const commentOnDesign = permission<DesignAccess>(
  'design.comment',
  'Whoever works on a design or holds a link for comments comments on it and approves a version in their own name.',
  (who, design) => worksOn(who, design) || design.shown === 'comment',
)

export const keepDesign = permission<DesignAccess>(
  'design.keep',
  'Whoever is signed in and holds the secret of a draft that nobody owns keeps it in their account.',
  (who, design) => who.actor !== null && (owns(who, design) || (design.owner_id === null && design.shown === 'key')),
)

export const discardDesign = permission<DesignAccess>(
  'design.discard',
  'Its owner, or whoever holds the secret of a draft that nobody owns, discards a design that was never launched.',
  (who, design) => owns(who, design) || (design.owner_id === null && design.shown === 'key'),
)

function worksOn(who: Who, design: DesignAccess): boolean {
  return owns(who, design) || design.is_steward || design.shown === 'key'
}

function owns(who: Who, design: DesignAccess): boolean {
  return design.owner_id !== null && design.owner_id === who.actor?.id
}
