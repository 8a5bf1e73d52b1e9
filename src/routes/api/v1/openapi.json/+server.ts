import { openApi } from '#server/api/index.ts'
import { apiCallables } from '#server/callables.ts'

export const GET = (event) =>
  new Response(JSON.stringify(openApi(event.locals.ctx.site.url, apiCallables)), {
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
  })
