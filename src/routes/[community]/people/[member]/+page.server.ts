import { memberPage } from '#server/communities/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => memberPage.run(ctx, { member: event.params.member }))
