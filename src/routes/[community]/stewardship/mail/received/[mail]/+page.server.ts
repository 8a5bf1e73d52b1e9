import { receivedMail } from '#server/stewardship/index.ts'
import { read } from '#web/read.ts'

export const load = (event) => read(event, (ctx) => receivedMail.run(ctx, { mail: event.params.mail }))
