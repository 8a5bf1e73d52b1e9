import { communityOf, type Ctx } from '#server/ctx.ts'
import { formatPage, restoreFormat, retireFormat } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    format: await formatPage.run(ctx, {
      key: event.params.key,
      version: event.url.searchParams.get('version') ?? undefined,
    }),
  }))

const page = (ctx: Ctx, key: string) => `/${communityOf(ctx).slug}/events/formats/${key}`

export const actions = {
  retire: act(async (ctx, typed, event) => {
    const { retired } = await retireFormat.run(ctx, { back: typed.back, key: event.params.key })
    return { to: page(ctx, event.params.key!), flash: retired ? 'formats.page.retiredDone' : 'formats.page.back' }
  }),
  restore: act(async (ctx, typed, event) => {
    await restoreFormat.run(ctx, { version: typed.version, key: event.params.key })
    return { to: page(ctx, event.params.key!), flash: 'formats.page.restored' }
  }),
}
