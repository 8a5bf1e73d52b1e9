/** Mail about actions: to whoever was given one, and a reminder of all of one's own in one mail. */
import { date } from '#i18n/format/dates.ts'
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { takesPart } from '../../communities/index.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type LetterBlock } from '../../foundations/mail/index.ts'
import { doneLink } from './action-link.ts'
import { today } from './actions.ts'
import { stopUrl } from '../mail-choice.ts'

interface Owned {
  id: string
  text: string
  due_on: string
  event: string
  event_id: string
  owner_id: string
  person_id: string
  email: string
  locale: string
  reminded: 'week' | 'day' | 'overdue' | null
  reminded_on: string | null
  given_on: string | null
}

/**
 * The reaction to `action.given`: tells the new owner, once for all that they were given at that moment. Not whoever gave it
 * to themselves, nor those whom the mail with the record, which names their actions, reaches at the same moment.
 */
export async function mailGivenAction(ctx: Ctx, fact: Fact): Promise<void> {
  if (!fact.memberId || !fact.subjectId) return
  const owned = await ownedBy(
    ctx,
    sql`a.event_id = ${fact.subjectId} and a.owner_id = ${fact.memberId} and a.given_at = ${fact.at}
    and m.person_id is distinct from ${fact.actorId}::uuid and ${await isToldAnyway(ctx, fact)} is false`,
  )
  const first = owned[0]
  if (!first) return
  const w = words(first.locale)
  const letter = {
    subject: w('record.mail.givenSubject', { n: owned.length, text: first.text, event: first.event }),
    blocks: [
      { kind: 'text' as const, text: w('record.mail.given', { n: owned.length, event: first.event }) },
      ...owned.flatMap((action) => blocksOf(ctx, action, w)),
      all(ctx, w),
    ],
    why: w('record.mail.whyAction', { community: communityOf(ctx).name }),
  }
  await transaction(ctx, (ctx) =>
    writeMail(ctx, addressee(first), letter, {
      kind: 'action-given',
      once: `action-given:${fact.subjectId}:${fact.at.toString()}:${fact.memberId}`,
    }),
  )
}

/**
 * Reminds of actions, as it is to be done once a day: a week before one is due, on the day, and of what is overdue once a
 * week at most. One mail per person, with all that they have open. Returns how many people were reminded.
 */
export async function remindOfActions(ctx: Ctx): Promise<number> {
  const owned = Map.groupBy(
    await ownedBy(ctx, sql`a.due_on <= ${today(ctx)}::date + 7 and ${wantsReminders}`),
    ({ owner_id }) => owner_id,
  )
  let reminded = 0
  for (const [, actions] of owned) {
    if (dueFor(actions, today(ctx))) {
      await remind(ctx, actions)
      reminded += 1
    }
  }
  return reminded
}

/** Whether one of a person's actions has come to a stage of which they were not told yet. */
export function dueFor(
  actions: readonly Pick<Owned, 'due_on' | 'reminded' | 'reminded_on' | 'given_on'>[],
  today: string,
): boolean {
  const overdueTold = actions
    .filter(({ reminded }) => reminded === 'overdue')
    .map(({ reminded_on }) => reminded_on ?? '')
    .toSorted()
    .at(-1)
  const weekAgo = Temporal.PlainDate.from(today).subtract({ days: 7 }).toString()
  return actions.some((action) => {
    const stage = stageOf(action.due_on, today)
    // Given within the last week: that was the mail a week before.
    if (stage === 'week')
      return (
        action.reminded === null &&
        (action.given_on ?? '') < Temporal.PlainDate.from(action.due_on).subtract({ days: 7 }).toString()
      )
    if (stage === 'day') return action.reminded !== 'day'
    return overdueTold === undefined || overdueTold <= weekAgo
  })
}

const stageOf = (due: string, today: string) => (due > today ? 'week' : due === today ? 'day' : 'overdue')

async function remind(ctx: Ctx, actions: Owned[]): Promise<void> {
  const first = actions[0]!
  const w = words(first.locale)
  const late = actions.filter(({ due_on }) => due_on < today(ctx)).length
  await transaction(ctx, async (ctx) => {
    for (const { id, due_on } of actions)
      await ctx.db
        .updateTable('action')
        .set({ reminded: stageOf(due_on, today(ctx)), reminded_on: today(ctx) })
        .where('community_id', '=', communityOf(ctx).id)
        .where('id', '=', id)
        .execute()
    await writeMail(
      ctx,
      addressee(first),
      {
        subject: w('record.mail.remindSubject', { n: actions.length, late, text: first.text }),
        blocks: [
          { kind: 'text', text: w('record.mail.remind', { n: actions.length, late }) },
          ...actions.flatMap((action) => blocksOf(ctx, action, w, true)),
          all(ctx, w),
        ],
        why: w('record.mail.whyReminder', { community: communityOf(ctx).name }),
        stopUrl: stopUrl(ctx, 'actions', first.owner_id),
      },
      { kind: 'action-reminder', once: `actions:${first.owner_id}:${today(ctx)}` },
    )
  })
}

/** One action as a paragraph with its link. */
export function blocksOf(
  ctx: Ctx,
  action: { id: string; text: string; due_on: string; owner_id: string; event: string },
  w: Words,
  from = false,
): LetterBlock[] {
  const due = w(action.due_on < today(ctx) ? 'record.action.late' : 'record.action.due', {
    day: date(action.due_on, w.locale),
  })
  const where = from ? ` · ${w('record.action.from', { event: action.event })}` : ''
  return [
    { kind: 'text', text: `${action.text}\n${due}${where}` },
    { kind: 'link', label: w('record.mail.done'), url: doneLink(ctx, action.id, action.owner_id) },
  ]
}

function all(ctx: Ctx, w: Words): LetterBlock {
  return { kind: 'link', label: w('record.mail.all'), url: `${ctx.site.url}/${communityOf(ctx).slug}/events/actions` }
}

const wantsReminders = sql`not exists (select from mail_stop ms where ms.community_id = m.community_id and ms.member_id = m.id and ms.kind = 'actions')`

const addressee = ({ email, locale, person_id }: Owned) => ({ email, locale, personId: person_id })

/** Open actions with an owner who takes part, soonest first. */
async function ownedBy(ctx: Ctx, condition: ReturnType<typeof sql>): Promise<Owned[]> {
  const { rows } = await sql<Owned>`
    select a.id, a.text, a.due_on, e.title as event, a.event_id, a.owner_id, p.id as person_id, p.email, p.locale, a.reminded, a.reminded_on,
           (a.given_at at time zone ${communityOf(ctx).zone})::date as given_on
      from action a
      join event e on e.community_id = a.community_id and e.id = a.event_id
      join member m on m.community_id = a.community_id and m.id = a.owner_id and m.state = any(${takesPart})
      join person p on p.id = m.person_id and p.erased_at is null
     where a.community_id = ${communityOf(ctx).id} and a.state = 'open' and ${condition}
     order by a.owner_id, a.due_on, a.id`.execute(ctx.db)
  return rows
}

/** Whether the record of the event is mailed at the same moment to this member, who was there. */
async function isToldAnyway(ctx: Ctx, fact: Fact): Promise<ReturnType<typeof sql>> {
  const { rows } = await sql`select from fact f
      join attendance t on t.community_id = f.community_id and t.event_id = f.subject_id and t.member_id = ${fact.memberId}
     where f.community_id = ${communityOf(ctx).id} and f.subject_id = ${fact.subjectId} and f.kind = 'record.published'
       and (f.payload->>'mail')::boolean and f.at = ${fact.at} limit 1`.execute(ctx.db)
  return rows.length > 0 ? sql`true` : sql`false`
}
