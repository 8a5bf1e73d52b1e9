/** One sentence that survives one redirect: what has just been done. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Key, Params, Words } from '#i18n/index.ts'
import { dropCookie, keepCookie } from './cookies.ts'

export interface Flash {
  tone: 'good' | 'care' | 'bad'
  text: string
}

const name = 'flash'

/** Keeps a sentence for the next page. */
export function keepFlash(event: RequestEvent, key: Key, params: Params = {}, tone: Flash['tone'] = 'good'): void {
  keepCookie(event, name, JSON.stringify({ key, params, tone }), { path: '/', maxAge: 60 })
}

/** Takes the kept sentence, once. */
export function takeFlash(event: RequestEvent, w: Words): Flash | null {
  const kept = event.cookies.get(name)
  if (!kept) return null
  dropCookie(event, name, '/')
  try {
    const { key, params, tone } = JSON.parse(kept) as { key: string; params: Params; tone: Flash['tone'] }
    const text = w.maybe(key, params)
    return text && ['good', 'care', 'bad'].includes(tone) ? { tone, text } : null
  } catch {
    // A cookie that somebody wrote by hand says nothing.
    return null
  }
}
