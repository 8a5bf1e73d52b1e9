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
export const fieldId = (form: FormState, name: string): string => `${form.id}-${name}`.replace(/[^\w-]+/g, '-')
