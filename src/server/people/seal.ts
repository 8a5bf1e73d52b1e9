/** A few words that travel in a link so that nobody on the way reads or changes them (XChaCha20-Poly1305). */
import type { Ctx } from '../ctx.ts'

/** The words as a text that fits into an address. */
export async function seal(ctx: Ctx, words: object): Promise<string> {
  const { symmetricEncrypt } = await import('better-auth/crypto')
  return symmetricEncrypt({ key: keyOf(ctx), data: JSON.stringify(words) })
}

/** The words again; `null` for anything that was not sealed here. */
export async function unseal(ctx: Ctx, sealed: string): Promise<unknown> {
  const { symmetricDecrypt } = await import('better-auth/crypto')
  try {
    return JSON.parse(await symmetricDecrypt({ key: keyOf(ctx), data: sealed }))
  } catch {
    // A link that was cut off, or made up.
    return null
  }
}

/** A key for links alone. */
function keyOf(ctx: Ctx): string {
  return `${ctx.site.secret}:link`
}
