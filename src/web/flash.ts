/** One sentence that survives one redirect: what has just been done. */
import type { Cookies } from '@sveltejs/kit'
import type { Key, Params, Words } from '#i18n/index.ts'

export interface Flash {
  tone: 'good' | 'care' | 'bad'
  text: string
}

const name = 'flash'

/** Keeps a sentence for the next page. */
export function keepFlash(cookies: Cookies, key: Key, params: Params = {}, tone: Flash['tone'] = 'good'): void {
  cookies.set(name, JSON.stringify({ key, params, tone }), { path: '/', httpOnly: true, sameSite: 'lax', maxAge: 60 })
}

/** Takes the kept sentence, once. */
export function takeFlash(cookies: Cookies, w: Words): Flash | null {
  const kept = cookies.get(name)
  if (!kept) return null
  cookies.delete(name, { path: '/' })
  try {
    const { key, params, tone } = JSON.parse(kept) as { key: string; params: Params; tone: Flash['tone'] }
    const text = w.maybe(key, params)
    return text && ['good', 'care', 'bad'].includes(tone) ? { tone, text } : null
  } catch {
    // A cookie that somebody wrote by hand says nothing.
    return null
  }
}
