/** The letter to whoever follows topics: what is new in each, and how to answer without coming to the page. */
import { words, type Words } from '#i18n/index.ts'
import { stopUrl } from '../communities/index.ts'
import { communityOf, type Ctx } from '../ctx.ts'
import { addressFor } from '../foundations/mail-in/address.ts'
import type { Letter, LetterBlock } from '../foundations/mail/index.ts'

/** Topics in a letter, and posts of each; the rest is on the page. */
export const most = { topics: 10, posts: 5 }

export interface NewPost {
  id: string
  author: string | null
  text: string
  at: string
}

/** A topic with something new for one reader. */
export interface News {
  topic_id: string
  /** Id of the following, of which the address for answers is made. */
  follow_id: string
  title: string
  channel: string
  posts: NewPost[]
  /** How many are new: the newest are not all told. */
  count: number
  newest: Temporal.Instant
}

export interface Reader {
  member_id: string
  person_id: string
  email: string
  locale: string
  zone: string
}

/** What the addresses of the discussion are for: an answer in one topic, or to a letter that tells of several. */
export const answerAddress = 'post'
export const gatheredAddress = 'news'

/** The letter, and the headers that lead an answer to its topic and keep letters of one topic together. */
export function letterOf(
  ctx: Ctx,
  reader: Reader,
  all: readonly News[],
): { letter: Letter; headers: Record<string, string> } {
  const w = words(reader.locale)
  const news = all.slice(0, most.topics)
  const alone = news.length === 1 ? news[0]! : null
  const { name: community } = communityOf(ctx)
  return {
    letter: {
      subject: alone
        ? w('discussion.news.subject', { title: alone.title })
        : w('discussion.news.several', { n: news.length, community }),
      blocks: [
        ...news.flatMap((each) => aboutTopic(ctx, each, alone === null, w)),
        { kind: 'text', text: howToAnswer(ctx, alone !== null, w) },
      ],
      why: w('discussion.news.why', { community }),
      stopUrl: stopUrl(ctx, 'discussion', reader.member_id),
    },
    headers: { ...answerTo(ctx, reader, alone), ...(alone ? threaded(ctx, alone) : {}) },
  }
}

function aboutTopic(ctx: Ctx, news: News, several: boolean, w: Words): LetterBlock[] {
  const { topic_id, title, channel, posts, count } = news
  const page = `${ctx.site.url}/${communityOf(ctx).slug}/discussion/${topic_id}`
  const first = posts[0]!.id
  const address = ctx.site.mailIn && several ? answerAddressOf(ctx, news) : null
  return [
    { kind: 'text', text: w('discussion.news.topic', { title, channel }) },
    ...posts.map((post) => ({ kind: 'text' as const, text: saidBy(post, w) })),
    ...(count > posts.length
      ? [{ kind: 'text' as const, text: w('discussion.news.more', { n: count - posts.length }) }]
      : []),
    { kind: 'link', label: w('discussion.news.read'), url: `${page}?at=${first}#p-${first}` },
    ...(address ? [{ kind: 'text' as const, text: w('discussion.news.address', { address }) }] : []),
  ]
}

function saidBy({ author, text }: NewPost, w: Words): string {
  const said = text.length < 1500 ? text : `${text.trimEnd()} …`
  return `${w('porch.pair', { term: author ?? w('discussion.topic.somebody'), text: '' }).trimEnd()}\n${said}`
}

/** Where nobody reads what comes back, that is said. */
function howToAnswer(ctx: Ctx, alone: boolean, w: Words): string {
  return w(ctx.site.mailIn ? (alone ? 'discussion.news.how' : 'discussion.news.howSeveral') : 'discussion.news.notRead')
}

function answerTo(ctx: Ctx, reader: Reader, alone: News | null): Record<string, string> {
  const { mailIn, secret } = ctx.site
  if (!mailIn) return {}
  const to = alone
    ? answerAddressOf(ctx, alone)
    : addressFor(mailIn, secret, { purpose: gatheredAddress, id: reader.member_id })
  return { 'Reply-To': to! }
}

function answerAddressOf(ctx: Ctx, { follow_id }: News): string | null {
  const { mailIn, secret } = ctx.site
  return mailIn ? addressFor(mailIn, secret, { purpose: answerAddress, id: follow_id }) : null
}

/** Mail programs put under one another what answers the same mail: of a topic, one that was never sent. */
function threaded(ctx: Ctx, { topic_id }: News): Record<string, string> {
  const root = `<topic.${topic_id}@${new URL(ctx.site.url).hostname}>`
  return { References: root, 'In-Reply-To': root }
}
