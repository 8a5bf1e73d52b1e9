/** A form's action: what was typed goes to one verb; then 303, or 422 with everything still there. */
import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit'
import type { Key, Params, Words } from '#i18n/index.ts'
import { CopseError, Invalid, NotAllowed } from '#server/errors.ts'
import type { Ctx } from '#server/ctx.ts'
import { once } from '#server/foundations/once.ts'
import { fieldProblems, sentence, statusOf } from './errors.ts'
import { fromForm, typedOf, type Typed } from './fields.ts'
import { keepFlash } from './flash.ts'
import { formOf } from './form.ts'
import { isOnceKey } from './once.ts'

/** What a page gets back when its form could not be used: what `Form` takes. */
export interface Failed {
  /** Which form of the page: `?/rsvp`. */
  at: string
  /** What is wrong, by name of the field; under `''` with the form as a whole. */
  problems: Record<string, string>
  values: Record<string, string | string[]>
}

export interface Done {
  /** Where to go on. */
  to: string
  /** The sentence that the next page shows. */
  flash?: Key
  params?: Params
}

/**
 * Makes an action of a function that runs one verb with the typed fields and says where to go on. A form that carries
 * `_once` is done once however often it is sent, in one transaction. `{ once: false }` is for what has to be remembered
 * even when it fails, whatever the form carries: a wrong password. `again` gives what a form that is itself an answer (a
 * dry run with questions) needs to be shown once more after a failure.
 */
export function act<T extends object = object>(
  run: (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<Done>,
  options: { once?: boolean; again?: (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<T> } = {},
) {
  return async (event: RequestEvent): Promise<ActionFailure<Failed & Partial<T>>> => {
    const form = await formOf(event, event.request)
    let done: Done
    try {
      done = await perform(run, form, event, options)
    } catch (problem) {
      const failed = refused(problem, event, form)
      if (!options.again || !(problem instanceof Invalid)) return failed as ActionFailure<Failed & Partial<T>>
      return fail(failed.status, { ...failed.data, ...(await shownAgain(options.again, form, event)) })
    }
    if (done.flash) keepFlash(event, done.flash, done.params)
    redirect(303, done.to)
  }
}

/** What the form needs besides; nothing where that cannot be used either: the problem is told already. */
async function shownAgain<T extends object>(
  again: (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<T>,
  form: FormData,
  event: RequestEvent,
): Promise<Partial<T>> {
  try {
    return await again(event.locals.ctx, fromForm(form), event)
  } catch (problem) {
    if (problem instanceof CopseError) return {}
    throw problem
  }
}

/** Runs a form's function, once if it carries `_once`. Throws what the function throws. */
export function perform<D extends Done>(
  run: (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<D>,
  form: FormData,
  event: RequestEvent,
  options: { once?: boolean } = {},
): Promise<D> {
  const typed = fromForm(form)
  const { ctx } = event.locals
  const key = form.get('_once')
  return typeof key === 'string' && isOnceKey(key) && options.once !== false
    ? once(ctx, key, event.url.pathname + event.url.search, typedOf(form), (ctx) => run(ctx, typed, event))
    : run(ctx, typed, event)
}

/**
 * Makes an action of a function that only looks (a dry run, what a change would mean): what it finds goes back to the same
 * page beside what was typed, and nothing is changed.
 */
export function look<T extends object>(run: (ctx: Ctx, typed: Typed, event: RequestEvent) => Promise<T>) {
  return async (event: RequestEvent): Promise<ActionFailure<Failed> | (Failed & T)> => {
    const form = await formOf(event, event.request)
    try {
      return {
        at: event.url.search,
        problems: {},
        values: typedOf(form),
        ...(await run(event.locals.ctx, fromForm(form), event)),
      }
    } catch (problem) {
      return refused(problem, event, form)
    }
  }
}

/** The page again, with what is wrong and what was typed; a stranger who has to sign in is led there. */
function refused(problem: unknown, event: RequestEvent, form: FormData): ActionFailure<Failed> {
  if (!(problem instanceof CopseError)) throw problem
  if (problem instanceof NotAllowed && problem.code === 'sign-in-needed') {
    redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname)}`)
  }
  return fail(statusOf(problem), {
    at: event.url.search,
    problems: problemsOf(problem, event.locals.w),
    values: typedOf(form),
  })
}

/** What is wrong, by name of the field; under `''` with the form as a whole. */
export function problemsOf(problem: CopseError, w: Words): Record<string, string> {
  const fields = problem instanceof Invalid ? fieldProblems(problem, w) : []
  return fields.length > 0
    ? Object.fromEntries(fields.map(({ field, text }) => [field, text]))
    : { '': sentence(problem, w) }
}
