/** Mail about promises: a fair warning, an excuse asked for and answered, what the rule proposes, and a move that was made. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { stewardsOf, takesPart } from '../../communities/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import type { Standing } from '../commitment.ts'
import { stopUrl } from '../mail-choice.ts'
import { momentInWords } from '../moment.ts'
import type { PromisingCircle } from './rule.ts'

/** A meeting that counts towards the promise and is still to come. */
export interface NextMeeting {
  id: string
  title: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
}

/** The warning, with the next meeting and the way to be excused from it. */
export async function mailWarning(ctx: Ctx, circle: PromisingCircle, to: Standing, next: NextMeeting): Promise<void> {
  if (to.no_mail) return
  const w = words(to.locale)
  const { name, times, of } = circle
  const said = { circle: name, times, of, attended: to.attended, held: to.held, state: to.state }
  const when = momentInWords(next.starts_at, next.ends_at, to.zone, next.zone, w)
  await writeMail(
    ctx,
    { email: to.email, locale: to.locale, personId: to.person_id },
    {
      subject: w('promises.mail.warningSubject', { circle: name }),
      blocks: [
        { kind: 'text', text: w('promises.mail.warning', said) },
        { kind: 'text', text: w('promises.mail.next', { title: next.title, when }) },
        { kind: 'link', label: w('promises.mail.toEvent'), url: pageOf(ctx, `events/${next.id}`) },
        { kind: 'link', label: w('promises.mail.toExcuse'), url: pageOf(ctx, `events/${next.id}/excuse`) },
      ],
      why: w('promises.mail.why', { circle: name, community: communityOf(ctx).name }),
      stopUrl: stopUrl(ctx, 'reminders', to.member_id),
    },
    { kind: 'promise-warning' },
  )
}

/** Tells the stewards for how many the rule of a circle proposes something new. In the transaction at hand. */
export async function mailSteps(ctx: Ctx, circle: PromisingCircle, count: number): Promise<void> {
  await toStewards(ctx, 'promise-steps', (w) => ({
    subject: w('promises.mail.stepsSubject', { circle: circle.name }),
    blocks: [
      { kind: 'text', text: w('promises.mail.steps', { n: count, circle: circle.name, rule: circle.rule }) },
      { kind: 'link', label: w('promises.mail.toPromises'), url: pageOf(ctx, 'events/commitments') },
    ],
    why: w('promises.mail.whySteward', { community: communityOf(ctx).name }),
  }))
}

interface Asked {
  id: string
  event_id: string
  state: 'asked' | 'granted' | 'refused'
  answer: string | null
  title: string
  name: string
  email: string
  locale: string
  person_id: string
}

/** The reaction to `absence.asked`: the stewards hear that somebody asks, and read why on the page. */
export async function mailExcuseAsked(ctx: Ctx, fact: Fact): Promise<void> {
  const asked = await askedBy(ctx, fact)
  if (asked?.state !== 'asked') return
  await toStewards(
    ctx,
    'excuse-asked',
    (w) => ({
      subject: w('promises.mail.askedSubject', { name: asked.name }),
      blocks: [
        { kind: 'text', text: w('promises.mail.asked', { name: asked.name, title: asked.title }) },
        { kind: 'link', label: w('promises.mail.toPromises'), url: pageOf(ctx, 'events/commitments#excuses') },
      ],
      why: w('promises.mail.whySteward', { community: communityOf(ctx).name }),
    }),
    `excuse:${asked.id}`,
  )
}

/** The reaction to `absence.granted` and `absence.refused`: whoever asked waits for this answer. */
export async function mailExcuseAnswered(ctx: Ctx, fact: Fact): Promise<void> {
  const asked = await askedBy(ctx, fact)
  if (!asked || asked.state === 'asked') return
  const w = words(asked.locale)
  await writeMail(
    ctx,
    { email: asked.email, locale: asked.locale, personId: asked.person_id },
    {
      subject: w(`promises.mail.${asked.state}Subject`, { title: asked.title }),
      blocks: [
        { kind: 'text', text: w(`promises.mail.${asked.state}`, { title: asked.title }) },
        ...(asked.answer ? [{ kind: 'text' as const, text: asked.answer }] : []),
        { kind: 'link', label: w('promises.mail.toEvent'), url: pageOf(ctx, `events/${asked.event_id}`) },
      ],
      why: w('promises.mail.whyAsked', { community: communityOf(ctx).name }),
    },
    { kind: 'excuse-answered', once: `excuse-answered:${asked.id}` },
  )
}

/** The reaction to `promise.step-done`: somebody who was moved to the wider circle is told. */
export async function mailMoved(ctx: Ctx, fact: Fact): Promise<void> {
  const { step, rule } = fact.payload as { step: string; rule: string }
  if (rule !== 'move') return
  const { rows } = await sql<{ circle: string; email: string; locale: string; person_id: string }>`
    select c.name as circle, p.id as person_id, p.email, p.locale
      from promise_step s
      join circle c on c.community_id = s.community_id and c.id = s.circle_id
      join member m on m.community_id = s.community_id and m.id = s.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where s.community_id = ${communityOf(ctx).id} and s.id = ${step} and s.state = 'done'`.execute(ctx.db)
  for (const { circle, email, locale, person_id } of rows) {
    const w = words(locale)
    await writeMail(
      ctx,
      { email, locale, personId: person_id },
      {
        subject: w('promises.mail.movedSubject', { circle }),
        blocks: [
          { kind: 'text', text: w('promises.mail.moved', { circle, community: communityOf(ctx).name }) },
          { kind: 'link', label: w('promises.mail.toHome'), url: pageOf(ctx, 'home') },
        ],
        why: w('promises.mail.why', { circle, community: communityOf(ctx).name }),
      },
      { kind: 'promise-moved', once: `promise-moved:${step}` },
    )
  }
}

async function askedBy(ctx: Ctx, fact: Fact): Promise<Asked | undefined> {
  const { absence } = fact.payload as { absence: string }
  const { rows } = await sql<Asked>`
    select x.id, x.event_id, x.state, x.answer, e.title, m.name, p.id as person_id, p.email, p.locale
      from absence x
      join event e on e.community_id = x.community_id and e.id = x.event_id
      join member m on m.community_id = x.community_id and m.id = x.member_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where x.community_id = ${communityOf(ctx).id} and x.id = ${absence}`.execute(ctx.db)
  return rows[0]
}

async function toStewards(ctx: Ctx, kind: string, letter: (w: Words) => Letter, once?: string): Promise<void> {
  for (const { id, email, locale } of await stewardsOf(ctx))
    await writeMail(ctx, { email, locale, personId: id }, letter(words(locale)), {
      kind,
      ...(once ? { once: `${once}:${id}` } : {}),
    })
}

const pageOf = (ctx: Ctx, path: string) => `${ctx.site.url}/${communityOf(ctx).slug}/${path}`
