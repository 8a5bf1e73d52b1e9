/**
 * A verb changes something, a query reads something. Each is declared once: form, API, command line and documentation
 * read the same declaration.
 */
import type { z } from 'zod'
import { transaction, type Ctx } from './ctx.ts'
import { Invalid, NotAllowed, type Issue } from './errors.ts'
import { storable } from './foundations/storable.ts'
import { mayUseToken } from './permissions/tokens.ts'

export interface Declaration<S extends z.ZodType> {
  /** What it takes. Names are those of the form's fields and of the API. */
  input: S
  /** One sentence for the API's documentation: what it does. */
  does: string
  /** Who may, as a sentence: it stands in docs/permissions.md beside the verb. */
  who: string
  /** `false` keeps it out of the API: signing in, for instance. */
  api?: boolean
  /**
   * What is said may be promised to lead to nobody (decisions 005 and 008): that they said it, when, and a fingerprint of
   * it must not be kept beside their name, as `once` does for what may be sent twice. Such a verb counts once by itself.
   */
  leavesNoTrace?: boolean
}

export interface Callable<S extends z.ZodType = z.ZodType, O = unknown> extends Declaration<S> {
  (ctx: Ctx, input: z.input<S>): Promise<O>
  readonly is: 'verb' | 'query'
  /** Room and name: `events.rsvp`. */
  readonly called: string
  /** The same with whatever a form or a program sent. */
  run(ctx: Ctx, raw: unknown): Promise<O>
}

/**
 * Declares a verb: validates the input, opens one transaction (or joins the one at hand) and runs.
 * Throws Invalid `input` with every issue when the input does not fit, NotAllowed when a token's scopes do not reach.
 */
export function verb<S extends z.ZodType, O>(
  called: string,
  declaration: Declaration<S>,
  fn: (ctx: Ctx, input: z.output<S>) => Promise<O>,
): Callable<S, O> {
  return callable('verb', called, declaration, (ctx, input) => transaction(ctx, (inner) => fn(inner, input)))
}

/** Declares a query: the same for reading, without a transaction. */
export function query<S extends z.ZodType, O>(
  called: string,
  declaration: Declaration<S>,
  fn: (ctx: Ctx, input: z.output<S>) => Promise<O>,
): Callable<S, O> {
  return callable('query', called, declaration, fn)
}

function callable<S extends z.ZodType, O>(
  is: 'verb' | 'query',
  called: string,
  declaration: Declaration<S>,
  fn: (ctx: Ctx, input: z.output<S>) => Promise<O>,
): Callable<S, O> {
  const run = async (ctx: Ctx, raw: unknown): Promise<O> => {
    if (ctx.actor?.via === 'token' && !mayUseToken(ctx.actor.scopes ?? [], is, called)) {
      throw new NotAllowed('token-scope', { verb: called })
    }
    return fn(ctx, readInput(declaration.input, raw))
  }
  return Object.assign((ctx: Ctx, input: z.input<S>) => run(ctx, input), { ...declaration, is, called, run })
}

/**
 * What was typed or sent, as the schema has it, without what no database stores. Throws Invalid `input` with every issue
 * when it does not fit.
 */
export function readInput<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const read = schema.safeParse(storable(raw))
  if (!read.success) throw new Invalid('input', {}, read.error.issues.map(toIssue))
  return read.data
}

/**
 * A zod issue in the house's words. A schema names its own code by its message (`z.string().min(2, 'name.short')`);
 * everything else gets zod's code, which has words too.
 */
function toIssue(issue: z.core.$ZodIssue): Issue {
  const { code, path, message, ...params } = issue as z.core.$ZodIssue & Record<string, unknown>
  const own = /^[a-z][a-z-]*\.[a-z.-]+$/.test(message)
  return { path: path as (string | number)[], code: own ? message : String(code), params: plain(params) }
}

function plain(params: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params)
      .filter(([key]) => key !== 'input' && key !== 'inst')
      .map(([key, value]) => [key, Array.isArray(value) ? value.join(', ') : value])
      .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  )
}
