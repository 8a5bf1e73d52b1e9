/** The reader's language and time zone: what they set, else what their browser asks for, else the community's. */
import type { RequestEvent } from '@sveltejs/kit'
import { locales, type Locale } from '#i18n/index.ts'
import type { Actor, Community } from '#server/ctx.ts'
import { keepCookie, localeCookie, zoneCookie } from './cookies.ts'

export { localeCookie, zoneCookie }

export function localeOf(event: RequestEvent, actor: Actor | null): Locale {
  const asked = [
    chosen(event),
    event.cookies.get(localeCookie),
    actor?.locale,
    ...accepted(event.request.headers.get('accept-language')),
  ]
  for (const tag of asked) {
    const known = locales.find((locale) => tag === locale || tag?.startsWith(`${locale}-`))
    if (known) return known
  }
  return 'en'
}

/** A language chosen by a link (`?lang=fr`) is remembered on this device. */
function chosen(event: RequestEvent): string | undefined {
  const asked = locales.find((locale) => locale === event.url.searchParams.get('lang'))
  if (asked) keepCookie(event, localeCookie, asked, { path: '/', maxAge: 31_536_000 })
  return asked
}

/** The person's zone; a visitor's is the one they chose, else the community's. */
export function zoneOf(event: RequestEvent, actor: Actor | null, community: Community | null): string {
  return actor?.zone ?? readableZone(event.cookies.get(zoneCookie)) ?? community?.zone ?? 'UTC'
}

function readableZone(zone: string | undefined): string | undefined {
  if (!zone) return undefined
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return zone
  } catch {
    // A cookie that somebody wrote by hand.
    return undefined
  }
}

/** RFC 9110 language tags, most wanted first. */
function accepted(header: string | null): string[] {
  return (header ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...rest] = part.trim().split(';')
      const q = rest.map((r) => /^\s*q=([\d.]+)$/.exec(r)?.[1]).find(Boolean)
      return { tag: tag!, q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, q }) => tag && q > 0)
    .toSorted((a, b) => b.q - a.q)
    .map(({ tag }) => tag)
}
