/** Saying yes or no to a seat on a panel, signed in or by the link of the letter. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, memberOf, transaction, type Ctx } from '../../ctx.ts'
import { Conflict, NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { id, oneOf } from '../../foundations/input.ts'
import { idOfToken, tokenOf } from '../../foundations/token.ts'
import { verb } from '../../verb.ts'
import { eventFor, mustBePlanned } from '../access.ts'
import { asMember } from '../as-member.ts'
import { panelOf, type PanelState } from './panel.ts'

export const answerPanel = verb(
  'events.answer-panel',
  {
    input: z.object({ id, answer: oneOf(['accepted', 'declined']) }),
    does: 'Says yes or no to a seat on the panel of an event. After a no whoever tends the event is told whose turn is next.',
    who: 'Whoever was asked, until the event begins.',
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    const member = memberOf(ctx).id
    const { rows } = await sql<{ state: PanelState }>`select state from panel_place
      where community_id = ${event.community_id} and event_id = ${event.id} and member_id = ${member} for update`.execute(
      ctx.db,
    )
    const [place] = rows
    if (!place) throw new NotFound('panel.place')
    mustBePlanned(event)
    if (event.starts_at.epochMilliseconds <= ctx.now.epochMilliseconds) throw new Conflict('events.has-begun')
    if (place.state === input.answer) return { answer: input.answer }
    await ctx.db
      .updateTable('panel_place')
      .set({ state: input.answer, answered_at: ctx.now })
      .where((eb) => eb.and({ community_id: event.community_id, event_id: event.id, member_id: member }))
      .execute()
    await record(ctx, `panel.${input.answer}`, { subject: event.id })
    return { answer: input.answer }
  },
)

const purpose = (event: string) => `panel ${event}`

/** The address at which that member answers. */
export function panelLink(ctx: Ctx, event: string, member: string): string {
  return `${ctx.site.url}/in/panel/${event}/${tokenOf(ctx.site.secret, purpose(event), member)}`
}

/** What the page behind the link shows. Throws NotFound `panel.place` for one that is not in force, or a seat that was given to somebody else. */
export async function panelByLink(ctx: Ctx, event: string, token: string) {
  const reader = await readerOf(ctx, event, token)
  const found = await eventFor(reader, event)
  const mine = await reader.db
    .selectFrom('panel_place')
    .select(['state', 'part'])
    .where((eb) => eb.and({ community_id: found.community_id, event_id: found.id, member_id: memberOf(reader).id }))
    .executeTakeFirst()
  if (!mine) throw new NotFound('panel.place')
  const others = await panelOf(reader, found)
  return {
    event: {
      id: found.id,
      title: found.title,
      starts_at: found.starts_at.toString(),
      ends_at: found.ends_at.toString(),
      zone: found.zone,
    },
    state: mine.state as PanelState,
    part: mine.part,
    accepted: others
      .filter(({ state, id }) => state === 'accepted' && id !== reader.member?.id)
      .map(({ name }) => name),
    open: found.state === 'planned' && found.starts_at.epochMilliseconds > ctx.now.epochMilliseconds,
    slug: communityOf(reader).slug,
    community: communityOf(reader).name,
    zone: reader.zone,
  }
}

/** Answers as the member to whom the link was sent. Throws as `panelByLink` and `answerPanel` do. */
export async function answerPanelByLink(ctx: Ctx, event: string, token: string, answer: unknown): Promise<PanelState> {
  const reader = await readerOf(ctx, event, token)
  return transaction(reader, async (ctx) => (await answerPanel.run(ctx, { id: event, answer })).answer)
}

async function readerOf(ctx: Ctx, event: string, token: string): Promise<Ctx> {
  const member = idOfToken(ctx.site.secret, purpose(event), token)
  const reader = member && (await asMember(ctx, sql`m.id = ${member}::uuid`, 'mail'))
  if (!reader) throw new NotFound('panel.place')
  return reader
}
