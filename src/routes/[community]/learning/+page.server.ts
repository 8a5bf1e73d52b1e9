import { dashboard, rings } from '#server/learning/index.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const [board, counted] = await Promise.all([dashboard(ctx, {}), rings(ctx, {})])
    return { ...board, rings: counted }
  })
