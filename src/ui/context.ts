/** What a page and a form tell the pieces inside them, so that nobody has to hand it down. */
import { createContext } from 'svelte'

/** What a field may hold; text is kept as it was typed. */
export type Value = string | number | boolean | null | undefined | readonly (string | number)[]

export interface PageState {
  /** Name of the community, for the browser's title. */
  name: string
}

export interface FormState {
  /** Makes the ids of its fields unique on the page. */
  id: string
  /** What is wrong, by name of the field, as sentences. */
  problems: Readonly<Record<string, string>>
  /** What was typed or is stored, by name of the field. */
  values: Readonly<Record<string, unknown>>
}

const [getPage, setPage, hasPage] = createContext<PageState>()
const [getForm, setForm, hasForm] = createContext<FormState>()

export { setForm, setPage }

/** The page around this piece, if it stands in one. */
export const thePage = (): PageState | undefined => (hasPage() ? getPage() : undefined)

/** The form around this piece; a field may also stand alone. */
export const theForm = (): FormState => (hasForm() ? getForm() : { id: 'f', problems: {}, values: {} })

/** The id of a field's control: where its label points and where the summary of problems leads. */
export const fieldId = (form: FormState, name: string): string => `${form.id}-${plain(name)}`.replace(/[^\w-]+/g, '-')

/**
 * What is wrong with a field, and the id of the sentence that says so. A problem deeper down (`languages.0` of one field
 * `languages`) is the field's too; the summary then leads to the sentence itself.
 */
export function problemOf(form: FormState, name: string, given?: string): { text: string; id: string } | undefined {
  const own = given ?? form.problems[plain(name)] ?? form.problems[name]
  if (own) return { text: own, id: `${fieldId(form, name)}-problem` }
  const deeper = Object.keys(form.problems).find((key) => key.startsWith(`${plain(name)}.`))
  return deeper === undefined ? undefined : { text: form.problems[deeper]!, id: fieldId(form, deeper) }
}

/** Fields that post a list are named `kinds[]`; their problems and ids go without the brackets. */
const plain = (name: string): string => name.replace(/\[\]$/, '')
