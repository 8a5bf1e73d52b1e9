import type { Ctx } from '../../ctx.ts'
import { Invalid } from '../../errors.ts'

/** The name that stands under what somebody says: their account's, else the one they gave. Throws Invalid where there is none. */
export function nameOfActor(ctx: Ctx, given: string | undefined): string {
  const name = ctx.actor?.name ?? given
  if (name === undefined) throw new Invalid('input', {}, [{ path: ['name'], code: 'required' }])
  return name
}
