/** The check-in code of an event: four figures that can be read out, heard and typed on any phone. */
import { createHmac } from 'node:crypto'
import type { Ctx } from '../../ctx.ts'

/**
 * Made of the event's id with the installation's secret, so that it is nowhere kept. No two neighbours are the same:
 * "four four" is where listeners get lost.
 */
export function checkInCode(ctx: Pick<Ctx, 'site'>, event: string): string {
  const bytes = createHmac('sha256', ctx.site.secret).update(`check-in ${event}`).digest()
  let code = String(bytes[0]! % 10)
  for (let i = 1; i < 4; i++) code += (Number(code.at(-1)) + 1 + (bytes[i]! % 9)) % 10
  return code
}

/** What somebody typed, as figures: spaces, hyphens and Arabic figures are no mistake. */
export function figuresIn(typed: string): string {
  return typed.replace(/[٠-٩۰-۹]/g, (figure) => String(figure.charCodeAt(0) & 0xf)).replace(/\D/g, '')
}
