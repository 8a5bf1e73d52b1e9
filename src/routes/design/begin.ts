/** What starting a design has in common, however it is started. */
import { createHash } from 'node:crypto'
import type { RequestEvent } from '@sveltejs/kit'
import { keepKey } from './shown.ts'

/**
 * The secret of a draft: of the page's own secret and of what is begun, so that sending the form twice makes one draft, and
 * going back and choosing another example makes another.
 */
export const keyFor = (pageSecret: unknown, begun: string): string =>
  createHash('sha256')
    .update(`${String(pageSecret)} ${begun}`)
    .digest('base64url')

/** The browser keeps the secret unless an account owns the draft. */
export function rememberDraft(event: RequestEvent, design: string, key: string): void {
  if (!event.locals.ctx.actor) keepKey(event, design, key)
}
