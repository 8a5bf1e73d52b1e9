/** The example contexts that come with Copse: each a believable community, to read, to change and to launch. */
import { readFileSync } from 'node:fs'
import { inCheckout } from '../../foundations/documents/checkout.ts'

/** From small and close to large and far; files of `examples/`. */
export const exampleIds = [
  '01-one-building',
  '02-national-network',
  '03-global-low-bandwidth',
  '04-sensitive-consortium',
  '05-ministry-provinces',
  '06-volunteers-no-budget',
  '07-agency-14-countries',
] as const
export type ExampleId = (typeof exampleIds)[number]

/** The YAML of an example. */
export const exampleText = (id: ExampleId): string => readFileSync(inCheckout('examples', `${id}.yaml`), 'utf8')
