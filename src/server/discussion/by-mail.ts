/** Answers to letters: they stand in the topic as if they were written on its page, or whoever sent them is told why not. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { asMember } from '../communities/index.ts'
import { communityOf, personOf, type Ctx } from '../ctx.ts'
import { Invalid, NotAllowed, NotFound, type CopseError } from '../errors.ts'
import { ownWords, type Message, type Outcome, type Purpose } from '../foundations/mail-in/index.ts'
import { writeMail, type Letter } from '../foundations/mail/index.ts'
import { say } from './talk.ts'

interface Following {
  topic_id: string
  title: string
  /** Acting by mail. */
  me: Ctx
}

/** What the address in a letter about one topic means. */
export const answerPurpose: Purpose = {
  async take(ctx, message, id) {
    const { topic_id, me } = await followingOf(ctx, id)
    if (message.automatic) return { ...whose(me), state: 'ignored', reason: 'mail-in.automatic' }
    needFromReader(message, me)
    const { text, whole } = ownWords(message.text, [`${ctx.site.url}/in/`, ...message.to])
    if (text === '') throw new Invalid('discussion.nothing-said')
    if (text.length > 20_000) throw new Invalid('discussion.too-long')
    await say(me, topic_id, text, 'mail')
    return { ...whose(me), state: 'done', reason: whole ? 'discussion.posted-whole' : 'discussion.posted' }
  },
  async refuse(ctx, message, id, problem) {
    if (isGone(problem)) return { state: 'refused', reason: problem.code }
    const { title, me } = await followingOf(ctx, id)
    return refusal(me, message, id, problem, title)
  },
}

/** What the address of a letter that tells of several topics means: which one is answered nobody can know. */
export const gatheredPurpose: Purpose = {
  async take(ctx, message, id) {
    const me = await reader(ctx, id)
    if (message.automatic) return { ...whose(me), state: 'ignored', reason: 'mail-in.automatic' }
    needFromReader(message, me)
    throw new Invalid('discussion.which-topic')
  },
  async refuse(ctx, message, id, problem) {
    if (isGone(problem)) return { state: 'refused', reason: problem.code }
    return refusal(await reader(ctx, id), message, id, problem, null)
  },
}

/** Whom the address was given to takes part no more: there is nobody to be told. */
const isGone = ({ code }: CopseError) => code === 'members-only' || code === 'discussion.gone'

async function followingOf(ctx: Ctx, id: string): Promise<Following> {
  const row = await ctx.db
    .selectFrom('topic_follow as f')
    .innerJoin('topic as t', (join) =>
      join.onRef('t.community_id', '=', 'f.community_id').onRef('t.id', '=', 'f.topic_id'),
    )
    .select(['f.topic_id', 'f.member_id', 't.title'])
    .where('f.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('discussion.gone')
  return { topic_id: row.topic_id, title: row.title, me: await reader(ctx, row.member_id) }
}

/** Throws NotAllowed `members-only` for somebody who takes part no more. */
async function reader(ctx: Ctx, member: string): Promise<Ctx> {
  const me = await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail')
  if (!me) throw new NotAllowed('members-only')
  return me
}

/** The secret address can be forwarded: nobody speaks by it but whoever it was given to. */
function needFromReader(message: Message, me: Ctx): void {
  if (!isFromReader(message, me)) throw new NotAllowed('discussion.not-theirs', { sender: message.from ?? '' })
}

const isFromReader = ({ from }: Message, me: Ctx) => from === personOf(me).email.toLowerCase()

const whose = (me: Ctx) => ({ community: communityOf(me).id, person: personOf(me).id })

/** Told to whoever sent it, once a day for one reason. What somebody else sent is not told with the topic's title. */
async function refusal(
  me: Ctx,
  message: Message,
  id: string,
  problem: CopseError,
  title: string | null,
): Promise<Outcome> {
  const refused = { ...whose(me), state: 'refused' as const, reason: problem.code, params: problem.params }
  if (!message.from || message.automatic) return refused
  const theirs = isFromReader(message, me)
  const w = words(personOf(me).locale)
  const day = me.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  await writeMail(
    me,
    { email: message.from, locale: personOf(me).locale, personId: theirs ? personOf(me).id : null },
    letterOf(me, w, problem, theirs ? title : null),
    {
      kind: 'discussion-refused',
      once: `discussion-refused:${id}:${message.from}:${problem.code}:${day}`,
      asked: true,
    },
  )
  return refused
}

function letterOf(me: Ctx, w: Words, problem: CopseError, title: string | null): Letter {
  const { name, slug } = communityOf(me)
  const [room, ...rest] = problem.code.split('.')
  const params = problem.params as Record<string, string>
  return {
    subject: title ? w('discussion.refused.subject', { title }) : w('discussion.refused.subjectPlain'),
    blocks: [
      { kind: 'text', text: w('discussion.refused.body') },
      {
        kind: 'text',
        text: w.maybe(`${room}.errors.${rest.join('.')}`, params) ?? w(`porch.kinds.${problem.kind}`, { seconds: 60 }),
      },
      { kind: 'link', label: w('discussion.title'), url: `${me.site.url}/${slug}/discussion` },
    ],
    why: w('discussion.refused.why', { community: name }),
  }
}
