import { whatIf } from '#server/design/index.ts'
import { read } from '#web/read.ts'
import { shownBy } from '../../shown.ts'

export const load = (event) => read(event, async (ctx) => ({ page: await whatIf(ctx, shownBy(event)) }))
