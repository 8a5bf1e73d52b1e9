import { read } from '#web/read.ts'
import { loadView } from '../load.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    ...(await loadView(ctx, event, 'wall')),
    ground: event.url.searchParams.get('ground') === 'light' ? ('light' as const) : ('dark' as const),
  }))
