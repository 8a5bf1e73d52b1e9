/** What the catalogue calls modes, classes and roles, in the reader's language. Source: content/event-formats.json (domain/04). */
import english from '#content/event-formats.json' with { type: 'json' }
import french from '#content/fr/event-formats.json' with { type: 'json' }

type Kind = 'modes' | 'classes' | 'roles'

const translated: Record<string, Partial<Record<Kind, Record<string, string>>>> = { fr: french as object }
const originals = Object.fromEntries(
  (['modes', 'classes', 'roles'] as const).map((kind) => [
    kind,
    new Map<string, string>(english[kind].map(({ id, name }) => [id, name])),
  ]),
) as Record<Kind, Map<string, string>>

/** The name of a mode, class or role; a community's own id stands for itself. */
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
