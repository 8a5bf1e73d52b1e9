/** What opens a design on this device: a cookie with the secret of the draft, or with the token of a shared link. */
import type { Cookies, RequestEvent } from '@sveltejs/kit'
import { dropCookie, keepCookie } from '#web/cookies.ts'

type Opened = Pick<RequestEvent, 'cookies' | 'url'>

/** For a year, on the pages of the studio. */
const kept = { path: '/design', maxAge: 31_536_000 }
const keyOf = (design: string) => `draft-${design}`
const linkOf = (design: string) => `link-${design}`

/** What every call about the design of this address takes. */
export const shownBy = (event: Pick<RequestEvent, 'cookies'> & { params: Record<string, string> }) => ({
  design: event.params.design!,
  key: event.cookies.get(keyOf(event.params.design!)),
  share: event.cookies.get(linkOf(event.params.design!)),
})

export const keepKey = (event: Opened, design: string, key: string): void => keepCookie(event, keyOf(design), key, kept)
export const keepLink = (event: Opened, design: string, token: string): void =>
  keepCookie(event, linkOf(design), token, kept)
export const forgetKey = (event: Opened, design: string): void => dropCookie(event, keyOf(design), kept.path)

/** Every draft that this browser can open. */
export function heldDrafts(cookies: Cookies): { design: string; key: string }[] {
  return cookies.getAll().flatMap(({ name, value }) => {
    const design = /^draft-([0-9a-f-]{36})$/.exec(name)?.[1]
    return design ? [{ design, key: value }] : []
  })
}
