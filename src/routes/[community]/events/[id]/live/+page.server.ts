import { actionsOf } from '#web/live/answer.ts'
import { read } from '#web/read.ts'
import { handDoings } from './doings.ts'
import { loadView } from './load.ts'

export const load = (event) => read(event, (ctx) => loadView(ctx, event, 'hand'))

export const actions = actionsOf(handDoings)
