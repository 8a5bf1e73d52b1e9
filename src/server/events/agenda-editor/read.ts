/** The agenda of an event as the page shows it that makes it. */
import { z } from 'zod'
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { allow, can } from '../../permissions/index.ts'
import { holdEvent } from '../../permissions/events.ts'
import { tendFormats } from '../../permissions/formats.ts'
import { query } from '../../verb.ts'
import { eventFor, mustBePlanned } from '../access.ts'
import { interactiveShare, sum, timetable } from '../agenda.ts'
import { formatChoices } from '../format-book/index.ts'
import { formatOf } from '../formats.ts'
import { pollCounts } from '../live/index.ts'
import { nameOf } from '../names.ts'
import { segmentsOf } from '../segments.ts'
import { findings } from './checks.ts'
import { ledElsewhere } from './elsewhere.ts'
import { printOf } from './rows.ts'

export const agendaToEdit = query(
  'events.agenda-to-edit',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'The agenda of an event with everything that can be changed about it, and what does not fit yet.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const [parts, format, people, polls] = await Promise.all([
      segmentsOf(ctx, event.id),
      formatOf(ctx, event.format_key),
      whoMayLead(ctx, event.id),
      pollCounts(ctx, event.id),
    ])
    const names = new Map(people.map(({ id, name }) => [id, name]))
    const led = parts.map((part) => ({ ...part, leader: (part.leader_id && names.get(part.leader_id)) || null }))
    const { modes, roles } = formatChoices(ctx)
    const own = [...new Set(parts.map(({ lead }) => lead))].filter((lead) => !roles.some(({ value }) => value === lead))
    return {
      id: event.id,
      title: event.title,
      place: event.place,
      minutes: event.minutes,
      days: event.days,
      zone: event.zone,
      total: sum(parts),
      share: interactiveShare(parts),
      least: format.data.interactive_share ?? null,
      format: { key: format.key, name: format.name },
      parts: timetable(event, led).map((part) => ({ ...part, base: printOf(part), polls: polls.get(part.id) ?? 0 })),
      findings: [
        ...findings(event, parts, format.data.interactive_share ?? null),
        ...(await ledElsewhere(ctx, event, led)),
      ],
      modes,
      leads: [...roles, ...own.map((value) => ({ value, label: nameOf('roles', value, ctx.locale) }))],
      people: people.map(({ id, name }) => ({ value: id, label: name })),
      may: { saveTemplate: can(ctx, tendFormats, undefined) && parts.length > 0 },
    }
  },
)

/** Those who come or lead something already: the others are found on the page that says who leads. */
async function whoMayLead(ctx: Ctx, event: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select m.id, m.name from member m
     where m.community_id = ${communityOf(ctx).id} and m.id in (
       select member_id from rsvp where community_id = m.community_id and event_id = ${event} and answer <> 'no'
       union select leader_id from segment where community_id = m.community_id and event_id = ${event}
       union select facilitator_id from event where community_id = m.community_id and id = ${event}
       union select ${ctx.member?.id ?? null}::uuid)
     order by m.name limit 300`.execute(ctx.db)
  return rows
}
