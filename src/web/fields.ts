/** A form's fields as nested data, the way schemas and programs see them, and back. */

export type Typed = Record<string, unknown>

/**
 * `name` → text; `kinds[]` → a list; `gaps.0.title` → a list of objects. Files stay files. Names that start with `_`
 * belong to the porch and are left out.
 */
export function fromForm(form: FormData): Typed {
  const into: Typed = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('_')) continue
    const many = name.endsWith('[]')
    const values = form.getAll(name)
    place(
      into,
      (many ? name.slice(0, -2) : name).split('.'),
      many ? values.filter((value) => value !== '') : values.at(-1),
    )
  }
  return settle(into) as Typed
}

/** What was typed, to be shown again: texts only, under the fields' own names. Passwords are never given back. */
export function typedOf(form: FormData): Record<string, string | string[]> {
  const typed: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    if (name.startsWith('_') || /password/i.test(name)) continue
    const values = form.getAll(name).filter((value) => typeof value === 'string')
    typed[name] = name.endsWith('[]') ? values : (values.at(-1) ?? '')
  }
  return typed
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
