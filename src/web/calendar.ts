/** A calendar file on its way out: what is the same as last time is not sent again. */
import { createHash } from 'node:crypto'

export interface CalendarResponseOptions {
  /** Name under which it is kept; none for a feed. */
  name?: string
  /** For how many seconds it need not be asked for again. */
  maxAge: number
}

/** Answers with the file, or 304 when `If-None-Match` names it. Private: it is one reader's. */
export function calendarResponse(request: Request, text: string, { name, maxAge }: CalendarResponseOptions): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
  const headers = {
    etag,
    'cache-control': `private, max-age=${maxAge}`,
    'x-robots-tag': 'noindex',
    vary: 'accept-language, cookie',
  }
  const known =
    request.headers
      .get('if-none-match')
      ?.split(',')
      .map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers })
  return new Response(text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      ...(name ? { 'content-disposition': `attachment; filename="${name}"` } : {}),
    },
  })
}
