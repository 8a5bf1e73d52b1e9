/** A form's fields as nested data, the way schemas and programs see them, and back. */

export type Typed = Record<string, unknown>

/** Steps from a form down to a field: no form of ours takes more than half of them. */
const deepest = 10

/**
 * `name` → text; `kinds[]` → a list; `gaps.0.title` → a list of objects. Files stay files. Names that start with `_`
 * belong to the porch and are left out.
 */
export function fromForm(form: FormData): Typed {
  const into: Typed = {}
  for (const [name, values] of byName(form)) {
    const many = name.endsWith('[]')
    const path = (many ? name.slice(0, -2) : name).split('.', deepest + 1)
    if (path.length > deepest) continue
    place(into, path, many ? values.filter((value) => value !== '') : values.at(-1))
  }
  return settle(into) as Typed
}

/** What was typed, to be shown again: texts only, under the fields' own names. Passwords are never given back. */
export function typedOf(form: FormData): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {}
  for (const [name, values] of byName(form)) {
    if (/password/i.test(name)) continue
    const texts = values.filter((value) => typeof value === 'string')
    typed[name] = name.endsWith('[]') ? texts : (texts.at(-1) ?? '')
  }
  return typed
}

/** In one go: `getAll` goes through all fields for each, which takes minutes for as many as fit into a body. */
function byName(form: FormData): Map<string, FormDataEntryValue[]> {
  const named = new Map<string, FormDataEntryValue[]>()
  for (const [name, value] of form) {
    if (name.startsWith('_')) continue
    const values = named.get(name)
    if (values) values.push(value)
    else named.set(name, [value])
  }
  return named
}

function place(into: Typed, [first, ...rest]: string[], value: unknown): void {
  if (first === undefined || ['__proto__', 'constructor', 'prototype'].includes(first)) return
  if (rest.length === 0) {
    into[first] = value
    return
  }
  const inner = (into[first] ??= {})
  if (typeof inner === 'object' && inner !== null) place(inner as Typed, rest, value)
}

/** Objects whose keys are 0, 1, 2 … are lists. */
function settle(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || value instanceof Blob) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, settle(inner)] as const)
  if (entries.length > 0 && entries.every(([key]) => /^\d{1,4}$/.test(key))) {
    return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner)
  }
  return Object.fromEntries(entries)
}
