/** Headers of every answer: nothing from other hosts, nothing in a frame, no address told to other sites. */

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const always: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'cross-origin-opener-policy': 'same-origin',
}

/** Adds them; `siteUrl` says whether the connection has to stay encrypted. */
export function guard(response: Response, siteUrl: string): Response {
  for (const [name, value] of Object.entries(always)) response.headers.set(name, value)
  if (siteUrl.startsWith('https:')) response.headers.set('strict-transport-security', 'max-age=31536000')
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    response.headers.set('content-security-policy', policy)
    // Pages are somebody's own: no shared cache keeps them.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache')
  }
  return response
}
