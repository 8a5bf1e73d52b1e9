/**
 * Who may do what, as sentences. A file per room declares its permissions; verbs ask `allow`, pages ask `can`, and
 * docs/permissions.md is generated from the same list.
 */
import { takingPart, type Actor, type Ctx, type Member } from '../ctx.ts'
import { NotAllowed } from '../errors.ts'

export interface Who {
  actor: Actor | null
  member: Member | null
}

export interface Permission<Row = void> {
  name: string
  /** The rule as a sentence that starts with who. */
  says: string
  may(who: Who, row: Row): boolean
}

const declared: Permission<never>[] = []

/** Declares a permission; `name` is `room.what`. */
export function permission<Row = void>(
  name: string,
  says: string,
  may: (who: Who, row: Row) => boolean,
): Permission<Row> {
  const made = { name, says, may }
  declared.push(made as Permission<never>)
  return made
}

/** All permissions, for the generated document. */
export const allPermissions = (): readonly Permission<never>[] => declared

/** Throws NotAllowed with the permission's name, or `sign-in-needed` for a stranger. */
export function allow<Row>(ctx: Ctx, asked: Permission<Row>, row: Row): void {
  if (asked.may(ctx, row)) return
  throw new NotAllowed(ctx.actor ? asked.name : 'sign-in-needed')
}

/** Whether the actor may: for `may: {…}` of a page. */
export function can<Row>(ctx: Ctx, asked: Permission<Row>, row: Row): boolean {
  return asked.may(ctx, row)
}

/** Roles whose holders and deputies tend the whole community (domain/01, decision rights), under all forms of governance. */
export const stewardRoles = ['coordinator', 'trio', 'deputy', 'chair', 'core-team', 'committee'] as const

export function isMember({ member }: Who): boolean {
  return member !== null && takingPart.includes(member.state)
}

export function hasRole(who: Who, roles: readonly string[]): boolean {
  return isMember(who) && who.member!.roles.some((role) => roles.includes(role))
}

/** The coordinator, the core team and their deputies; an administrator stands in for them. */
export function isSteward(who: Who): boolean {
  return hasRole(who, stewardRoles) || who.actor?.isAdministrator === true
}

/** Somebody with a place in the circle of that id, or a steward. `null` means every circle. */
export function isInCircle(who: Who, circleId: string | null): boolean {
  if (isSteward(who)) return true
  return isMember(who) && (circleId === null || who.member!.circles.some((circle) => circle.id === circleId))
}
