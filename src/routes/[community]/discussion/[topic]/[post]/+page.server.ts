import { changePost, postPage, retirePost } from '#server/discussion/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

const which = ({ params }: { params: Partial<Record<string, string>> }) => ({
  topic: params.topic!,
  post: params.post!,
})

export const load = (event) => read(event, async (ctx) => ({ page: await postPage.run(ctx, which(event)) }))

const back = ({ params }: { params: Partial<Record<string, string>> }) =>
  `/${params.community}/discussion/${params.topic}?at=${params.post}#p-${params.post}`

export const actions = {
  change: act(async (ctx, typed, event) => {
    await changePost.run(ctx, { ...typed, ...which(event) })
    return { to: back(event), flash: 'discussion.post.saved' }
  }),
  retire: act(async (ctx, typed, event) => {
    await retirePost.run(ctx, { ...typed, ...which(event) })
    return { to: back(event), flash: 'discussion.post.retired' }
  }),
}
