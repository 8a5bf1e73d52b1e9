/** What the script of a live page gets for a form that it sent: a sentence instead of a page. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Ctx } from '#server/ctx.ts'
import { CopseError } from '#server/errors.ts'
import { act, perform, problemsOf, type Done } from '../act.ts'
import { statusOf } from '../errors.ts'
import type { Typed } from '../fields.ts'
import { formOf } from '../form.ts'

export interface LiveDone extends Done {
  /** Marks that the reader has now, and those they have no more. */
  marks?: string[]
  unmarks?: string[]
  /** They belong to another group now, and see other things: the script connects anew. */
  regroup?: boolean
  /** The page is another one: the script loads it. */
  whole?: boolean
}

/** Runs one verb with what a form of the room said. */
export type Doing = (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<LiveDone>

/** The same doings as actions of a page, for browsers without script. */
export function actionsOf(doings: Record<string, Doing>): Record<string, ReturnType<typeof act>> {
  return Object.fromEntries(Object.entries(doings).map(([name, doing]) => [name, act(doing)]))
}

/** `POST ?/name` with `accept: application/json`. */
export function answering(doings: Record<string, Doing>) {
  return async (event: RequestEvent): Promise<Response> => {
    const doing = doings[/^\?\/([\w-]+)/.exec(event.url.search)?.[1] ?? '']
    if (!doing) return Response.json({ problems: { '': event.locals.w('porch.kinds.not-found') } }, { status: 404 })
    try {
      const form = await formOf(event, event.request)
      const { flash, params, to, ...rest } = await perform(doing, form, event)
      return Response.json({ said: flash ? event.locals.w(flash, params) : '', to, ...rest })
    } catch (problem) {
      if (!(problem instanceof CopseError)) throw problem
      return Response.json({ problems: problemsOf(problem, event.locals.w) }, { status: statusOf(problem) })
    }
  }
}
