/** Errors as programs read them: problem details (RFC 9457) with the house's own code. */
import { randomBytes } from 'node:crypto'
import type { RequestEvent } from '@sveltejs/kit'
import type { Words } from '#i18n/index.ts'
import { titleOf } from '#server/api/index.ts'
import { CopseError, Invalid } from '#server/errors.ts'
import { issueText, sentence, statusOf } from './errors.ts'

/** A call that never got as far as the house: no such call, another method, a body that cannot be read. */
export class BadCall extends Error {
  readonly status: 400 | 401 | 404 | 405 | 413 | 415
  readonly code:
    'api.json' | 'api.bad-token' | 'api.unknown-call' | 'api.method' | 'api.too-large' | 'api.not-json' | 'api.bad-key'
  readonly headers: Record<string, string>
  constructor(status: BadCall['status'], code: BadCall['code'], headers: Record<string, string> = {}) {
    super(code)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The answer to a call that failed. What nobody foresaw is logged under a reference to quote. */
export function problemResponse(event: RequestEvent, problem: unknown): Response {
  const { w, ctx } = event.locals
  if (problem instanceof BadCall)
    return asResponse(
      w,
      ctx.site.url,
      problem.status,
      problem.code,
      w(`api.errors.${short(problem.code)}`),
      {},
      problem.headers,
    )
  if (problem instanceof CopseError) {
    const issues =
      problem instanceof Invalid
        ? problem.issues.map((issue) => ({
            field: issue.path.join('.'),
            code: issue.code,
            detail: issueText(issue, w),
          }))
        : []
    const more = {
      ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
      ...(issues.length > 0 ? { issues } : {}),
    }
    return asResponse(
      w,
      ctx.site.url,
      statusOf(problem),
      problem.code,
      w.maybe(`api.errors.${problem.code}`) ?? sentence(problem, w),
      more,
      headersFor(problem),
    )
  }
  const reference = randomBytes(4).toString('hex')
  console.error(`[${reference}]`, problem)
  return asResponse(w, ctx.site.url, 500, 'unexpected', w('porch.errors.unexpected', { reference }), {
    params: { reference },
  })
}

const short = (code: BadCall['code']) =>
  code.slice('api.'.length) as 'json' | 'bad-token' | 'unknown-call' | 'method' | 'too-large' | 'not-json' | 'bad-key'

/** RFC 9110: what a 401 asks for, and how long a 429 waits. */
function headersFor(problem: CopseError): Record<string, string> {
  if (problem.code === 'sign-in-needed') return { 'www-authenticate': 'Bearer' }
  return problem.kind === 'too-many' ? { 'retry-after': String(problem.params.seconds ?? 60) } : {}
}

function asResponse(
  w: Words,
  site: string,
  status: number,
  code: string,
  detail: string,
  more: object = {},
  headers: Record<string, string> = {},
): Response {
  const body = { type: `${site}/api/v1#problem-${status}`, title: titleOf(status), status, detail, code, ...more }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': w.locale,
      'cache-control': 'no-store',
      ...headers,
    },
  })
}
