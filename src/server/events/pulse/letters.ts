/** The one letter of the pulse: its first question, each answer a link that needs only one press more. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { addJob } from '../../foundations/jobs.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { stopUrl } from '../mail-choice.ts'
import { guestStopUrl } from '../registration/index.ts'
import { isOpen, pulseOf } from './pulse.ts'
import { pulseQuestions } from './questions.ts'
import { giveSecrets, pulseReaders, type PulseReader } from './recipients.ts'

/** Whoever is told of the record in the same hour finds the pulse in that letter: the others are written to after it. */
const afterTheRecord = { minutes: 10 }

/** The reaction to `pulse.asked`. */
export async function mailPulse(ctx: Ctx, fact: Fact): Promise<void> {
  const { with_record } = fact.payload as { with_record?: boolean }
  const work = { community: communityOf(ctx).id, event: fact.subjectId! }
  if (with_record)
    await addJob(ctx, 'mail-pulse', work, { at: ctx.now.add(afterTheRecord), key: `pulse:${work.event}` })
  else await mailPulseOf(ctx, work.event)
}

/** Writes to everybody who was there, has not answered and was not written to. Safe to repeat. Returns how many. */
export async function mailPulseOf(ctx: Ctx, event: string): Promise<number> {
  const row = await ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event)
    .executeTakeFirst()
  const pulse = await pulseOf(ctx, event)
  if (!row || !isOpen(ctx, pulse)) return 0
  return transaction(ctx, async (ctx) => {
    const readers = await pulseReaders(ctx, row)
    const secrets = await giveSecrets(ctx, row, readers)
    for (const reader of readers) {
      const secret = secrets.get((reader.member_id ?? reader.guest_id)!)
      if (!secret) continue
      await writeMail(
        ctx,
        { email: reader.email, locale: reader.locale, personId: reader.person_id },
        pulseLetter(ctx, { event: row, questions: pulse.questions, secret, reader }, words(reader.locale)),
        { kind: 'event-pulse', once: `pulse:${event}:${reader.member_id ?? reader.guest_id}`, until: pulse.closes_at },
      )
    }
    return secrets.size
  })
}

/** The pulse inside another letter: for those members, by id, who are still to be asked. */
export async function pulseInLetters(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  members: ReadonlySet<string>,
): Promise<(member: string, w: Words) => LetterBlock[]> {
  const pulse = await pulseOf(ctx, event.id)
  if (!isOpen(ctx, pulse) || !pulse.asked_at) return () => []
  const readers = (await pulseReaders(ctx, event)).filter(({ member_id }) => member_id && members.has(member_id))
  const secrets = await giveSecrets(ctx, event, readers)
  return (member, w) => {
    const secret = secrets.get(member)
    if (!secret) return []
    return [{ kind: 'text', text: w('pulse.mail.inside') }, ...askBlocks(ctx, pulse.questions, secret, w)]
  }
}

/** The letter as a reader gets it; the closing screen shows it before it goes. */
export function pulseLetter(
  ctx: Ctx,
  about: {
    event: Pick<EventRow, 'title'>
    questions: readonly string[]
    secret: string
    reader: Pick<PulseReader, 'member_id' | 'guest_id'>
  },
  w: Words,
): Letter {
  const { member_id, guest_id } = about.reader
  const { title } = about.event
  return {
    subject: w('pulse.mail.subject', { title }),
    blocks: [
      { kind: 'text', text: w('pulse.mail.text', { title }) },
      ...askBlocks(ctx, about.questions, about.secret, w),
      { kind: 'text', text: w('pulse.promise') },
    ],
    why: w('pulse.mail.why', { community: communityOf(ctx).name }),
    ...(member_id ? { stopUrl: stopUrl(ctx, 'questions', member_id) } : {}),
    ...(guest_id ? { stopUrl: guestStopUrl(ctx, guest_id) } : {}),
  }
}

/** The first question with its answers as links; one whose answer is typed has a link to the page alone. */
function askBlocks(ctx: Ctx, questions: readonly string[], secret: string, w: Words): LetterBlock[] {
  const url = `${ctx.site.url}/in/pulse/${secret}`
  const [first] = pulseQuestions(questions, w.locale)
  if (!first || first.options.length === 0 || first.kind === 'double')
    return [{ kind: 'link', label: w('pulse.mail.link'), url }]
  const choices = first.options.map(({ value, label }) => ({
    label: first.kind === 'scale' ? `${value} · ${label}` : label,
    url: `${url}/${value}`,
  }))
  return [
    { kind: 'text', text: first.text },
    { kind: 'choices', choices },
  ]
}
