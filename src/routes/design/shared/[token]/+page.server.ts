import { openShare } from '#server/design/index.ts'
import { read } from '#web/read.ts'
import { redirect } from '@sveltejs/kit'
import { keepLink } from '../../shown.ts'

/** A shared link: the browser keeps what it opens, and goes to the design. */
export const load = async (event) => {
  const { token } = event.params
  const { design } = await read(event, (ctx) => openShare(ctx, { token }))
  keepLink(event, design, token)
  redirect(303, `/design/${design}`)
}
