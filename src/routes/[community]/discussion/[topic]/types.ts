import type { openTopic } from '#server/discussion/index.ts'

export type ShownTopic = Awaited<ReturnType<typeof openTopic>>
export type ShownPost = ShownTopic['posts'][number]
