/** A page's load: one query, its errors in the reader's words. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { NotAllowed } from '#server/errors.ts'
import type { Ctx } from '#server/ctx.ts'
import { throwAsPage } from './errors.ts'
import { staysHere } from './stays-here.ts'

/**
 * Runs what a page needs to know. A stranger at a page for people who are signed in is led to the sign-in page and back;
 * every other error of the house becomes the error page.
 */
export async function read<T>(event: Pick<RequestEvent, 'locals' | 'url'>, fn: (ctx: Ctx) => Promise<T>): Promise<T> {
  try {
    return staysHere(await fn(event.locals.ctx))
  } catch (problem) {
    if (problem instanceof NotAllowed && problem.code === 'sign-in-needed') {
      redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`)
    }
    throwAsPage(problem, event.locals.w)
  }
}
