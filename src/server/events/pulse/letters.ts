/** The letters of the pulse, one and a reminder: its first question, each answer a link that needs only one press more. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { addJob } from '../../foundations/jobs.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import { stopUrl } from '../mail-choice.ts'
import { guestStopUrl } from '../registration/index.ts'
import { isOpen, pulseOf, type PulseRow } from './pulse.ts'
import { pulseQuestions } from './questions.ts'
import { giveReminders, giveSecrets, pulseReaders, type PulseReader } from './recipients.ts'

/** Whoever is told of the record in the same hour finds the pulse in that letter: the others are written to after it. */
const afterTheRecord = { minutes: 10 }
/** Whoever has not answered is reminded once (content/surveys.json: one reminder after 24 h). */
const remindAfter = { hours: 24 }
/** Letters that went out with others take a while: whoever was written to by then. */
const writtenBefore = { hours: 23 }

/** The reaction to `pulse.asked`. */
export async function mailPulse(ctx: Ctx, fact: Fact): Promise<void> {
  const { with_record } = fact.payload as { with_record?: boolean }
  const work = { community: communityOf(ctx).id, event: fact.subjectId! }
  if (with_record)
    await addJob(ctx, 'mail-pulse', work, { at: ctx.now.add(afterTheRecord), key: `pulse:${work.event}` })
  else await mailPulseOf(ctx, work.event)
  const later = ctx.now.add(afterTheRecord).add(remindAfter)
  await addJob(ctx, 'remind-of-pulse', work, { at: later, key: `pulse-reminder:${work.event}` })
}

/** Reminds those who were written to a day ago and have not answered, once. Safe to repeat. Returns how many. */
export async function remindOfPulse(ctx: Ctx, event: string): Promise<number> {
  const row = await eventOf(ctx, event)
  const pulse = await pulseOf(ctx, event)
  if (!row || !isOpen(ctx, pulse)) return 0
  return transaction(ctx, async (ctx) => {
    const readers = await pulseReaders(ctx, row, ctx.now.subtract(writtenBefore))
    const secrets = await giveReminders(ctx, row, readers)
    return writeTo(ctx, row, pulse, readers, secrets, 'pulse-reminder')
  })
}

/** Writes to everybody who was there, has not answered and was not written to. Safe to repeat. Returns how many. */
export async function mailPulseOf(ctx: Ctx, event: string): Promise<number> {
  const row = await eventOf(ctx, event)
  const pulse = await pulseOf(ctx, event)
  if (!row || !isOpen(ctx, pulse)) return 0
  return transaction(ctx, async (ctx) => {
    const readers = await pulseReaders(ctx, row)
    const secrets = await giveSecrets(ctx, row, readers)
    return writeTo(ctx, row, pulse, readers, secrets, 'pulse')
  })
}

async function writeTo(
  ctx: Ctx,
  event: EventRow,
  pulse: PulseRow,
  readers: readonly PulseReader[],
  secrets: ReadonlyMap<string, string>,
  kind: 'pulse' | 'pulse-reminder',
): Promise<number> {
  for (const reader of readers) {
    const who = (reader.member_id ?? reader.guest_id)!
    const secret = secrets.get(who)
    if (!secret) continue
    const about = { event, questions: pulse.questions, secret, reader, again: kind === 'pulse-reminder' }
    await writeMail(
      ctx,
      { email: reader.email, locale: reader.locale, personId: reader.person_id },
      pulseLetter(ctx, about, words(reader.locale)),
      { kind: 'event-pulse', once: `${kind}:${event.id}:${who}`, until: pulse.closes_at },
    )
  }
  return secrets.size
}

async function eventOf(ctx: Ctx, event: string): Promise<EventRow | undefined> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', event)
    .executeTakeFirst()
}

/** The pulse inside another letter: for those members or guests, by id, who are still to be asked. */
export async function pulseInLetters(
  ctx: Ctx,
  event: Pick<EventRow, 'community_id' | 'id'>,
  people: ReadonlySet<string>,
): Promise<(person: string, w: Words) => LetterBlock[]> {
  const pulse = await pulseOf(ctx, event.id)
  if (!isOpen(ctx, pulse) || !pulse.asked_at) return () => []
  const readers = (await pulseReaders(ctx, event)).filter(({ member_id, guest_id }) =>
    people.has((member_id ?? guest_id)!),
  )
  const secrets = await giveSecrets(ctx, event, readers)
  return (person, w) => {
    const secret = secrets.get(person)
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
    /** The letter that reminds. */
    again?: boolean
  },
  w: Words,
): Letter {
  const { member_id, guest_id } = about.reader
  const { title } = about.event
  return {
    subject: w(about.again ? 'pulse.mail.againSubject' : 'pulse.mail.subject', { title }),
    blocks: [
      { kind: 'text', text: w(about.again ? 'pulse.mail.again' : 'pulse.mail.text', { title }) },
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
