/** What the catalogue calls modes, classes, roles and the like, in the reader's language. Source: content/event-formats.json (domain/04). */
import english from '#content/event-formats.json' with { type: 'json' }
import french from '#content/fr/event-formats.json' with { type: 'json' }

const kinds = ['modes', 'classes', 'roles', 'outputs', 'delivery_modes'] as const
type Kind = (typeof kinds)[number]

const translated: Record<string, Partial<Record<Kind, Record<string, string>>>> = { fr: french as object }
const originals = Object.fromEntries(
  kinds.map((kind) => [kind, new Map<string, string>(english[kind].map(({ id, name }) => [id, name]))]),
) as Record<Kind, Map<string, string>>

/** The name of a mode, class, role, output or way of meeting; a community's own id stands for itself. */
export function nameOf(kind: Kind, id: string, locale: string): string {
  return translated[locale]?.[kind]?.[id] ?? originals[kind].get(id) ?? id
}

/** Modes in which people work together rather than listen; a break is neither work nor counted. */
export const interactiveModes: ReadonlySet<string> = new Set(
  english.modes.filter(({ together }) => together).map(({ id }) => id),
)

/** Every mode, in the catalogue's order. */
export const modes: readonly string[] = english.modes.map(({ id }) => id)

/** Every role that may lead a part, in the catalogue's order. */
export const roles: readonly string[] = english.roles.map(({ id }) => id)

/** Every class, in the catalogue's order. A webinar is not a CoP meeting: classes are never added up. */
export const classes: readonly string[] = english.classes.map(({ id }) => id)

/** Every kind of output, and every way of meeting. */
export const outputs: readonly string[] = english.outputs.map(({ id }) => id)
export const deliveryModes: readonly string[] = english.delivery_modes.map(({ id }) => id)
