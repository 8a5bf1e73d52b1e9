/** One mail about all of a series that has changed or was called off: to each who comes to any of it, or was asked. */
import { words, type Words } from '#i18n/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import type { Fact } from '../../facts.ts'
import { writeMail, type Letter } from '../../foundations/mail/index.ts'
import type { EventRow } from '../access.ts'
import {
  attachment,
  concernedBy,
  hasWayIn,
  idOf,
  noteRequests,
  pageOf,
  whenLine,
  whereLine,
  type Before,
  type Recipient,
} from '../invitations/index.ts'
import { momentInWords } from '../moment.ts'

/** Somebody and one event, with the row that their answers about it come back to. */
interface Told {
  event: EventRow
  to: Recipient & { invite: string }
}

/** The reaction to `series.changed` and `series.ended`. */
export async function mailSeries(ctx: Ctx, fact: Fact): Promise<void> {
  const { before = {}, off = [] } = fact.payload as { before?: Record<string, Before>; off?: string[] }
  const series = { id: fact.subjectId!, title: await titleOf(ctx, fact.subjectId!) }
  const events = await eventsOf(ctx, [...Object.keys(before), ...off])
  const kind = events.every(({ state }) => state === 'cancelled') ? 'event-cancelled' : 'event-changed'
  await transaction(ctx, async (ctx) => {
    const told: Told[] = []
    for (const event of events) {
      const noted = await noteRequests(ctx, event, await concernedBy(ctx, event, fact))
      told.push(...noted.map((to) => ({ event, to })))
    }
    // A guest has a row at each event: one address is one person.
    for (const mine of Map.groupBy(told, ({ to }) => to.email.toLowerCase()).values()) {
      const { email, locale, person_id } = mine[0]!.to
      const w = words(locale)
      await writeMail(ctx, { email, locale, personId: person_id }, letter(ctx, series, mine, before, w), {
        kind,
        once: `series:${fact.id}:${idOf(mine[0]!.to)}`,
        until: mine.at(-1)!.event.ends_at,
        attachments: mine.map(({ event, to }) => fileFor(ctx, event, to, w)),
      })
    }
  })
}

function letter(
  ctx: Ctx,
  series: { id: string; title: string },
  mine: readonly Told[],
  before: Record<string, Before>,
  w: Words,
): Letter {
  const community = communityOf(ctx)
  const [{ event: first, to }] = mine as [Told]
  const reason = mine.find(({ event }) => event.cancel_reason)?.event.cancel_reason
  const url = `${ctx.site.url}/${community.slug}/events/series/${series.id}`
  return {
    subject: w('series.mail.subject', { title: series.title }),
    blocks: [
      { kind: 'text', text: w('series.mail.lede', { title: series.title, n: mine.length }) },
      ...(reason ? [{ kind: 'text' as const, text: w('events.mail.reason', { reason }) }] : []),
      { kind: 'list', items: mine.map((each) => said(each, before[each.event.id], w)) },
      { kind: 'text', text: w('series.mail.files', { n: mine.length }) },
      // A guest does not see the series: their own page says what they come to.
      to.guest_id ? pageOf(ctx, first, to, w('events.mail.page')) : { kind: 'link', label: w('series.mail.page'), url },
    ],
    why: w('series.mail.why', { community: community.name }),
  }
}

function said({ event, to }: Told, before: Before | undefined, w: Words): string {
  if (event.state === 'cancelled') {
    const when = momentInWords(event.starts_at, event.ends_at, to.zone, event.zone, w)
    return w('series.mail.off', { title: event.title, when })
  }
  const moved = before && (before.place !== event.place || before.place_text !== event.place_text)
  const where = moved ? [whereLine(event, hasWayIn(to.answer), w, before)] : []
  return [event.title, whenLine(event, to.zone, w, before), ...where].join(' · ')
}

/** A file for each: a request speaks of one event (RFC 5546, 3.2.2). */
function fileFor(ctx: Ctx, event: EventRow, to: Told['to'], w: Words) {
  return { ...attachment(ctx, event, to, w), filename: `${event.wall_start.slice(0, 10)}.ics` }
}

async function titleOf(ctx: Ctx, series: string): Promise<string> {
  const row = await ctx.db
    .selectFrom('series')
    .select('title')
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', series)
    .executeTakeFirstOrThrow()
  return row.title
}

async function eventsOf(ctx: Ctx, ids: readonly string[]): Promise<EventRow[]> {
  return ctx.db
    .selectFrom('event')
    .selectAll()
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .where('starts_at', '>', ctx.now)
    .orderBy('starts_at')
    .execute()
}
