import { redirect } from '@sveltejs/kit'
import { verifyCertificate } from '#server/events/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => {
  const typed = event.url.searchParams.get('code')
  if (typed) redirect(303, `/verify/${encodeURIComponent(typed)}`)
  const { code } = event.params
  return read(event, async (ctx) => ({ certificate: code ? await verifyCertificate(ctx, code) : null }))
}
