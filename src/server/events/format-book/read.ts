/** The community's book of event formats, to be read. */
import { sql } from 'kysely'
import { z } from 'zod'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { formatCatalogue } from '../../foundations/event-formats.ts'
import { optional, slug, whole } from '../../foundations/input.ts'
import { allow, can } from '../../permissions/index.ts'
import { planEvents } from '../../permissions/events.ts'
import { seeFormats, tendFormats } from '../../permissions/formats.ts'
import { query } from '../../verb.ts'
import { interactiveShare } from '../agenda.ts'
import { daysOf as briefDaysOf } from '../brief-days.ts'
import { followUpOf } from '../follow-up-days.ts'
import { formatsOf, type FormatData } from '../formats.ts'
import { classes, interactiveModes, nameOf } from '../names.ts'

export const formatBook = query(
  'events.format-book',
  {
    input: z.object({}),
    does: 'The event formats of the community by class, with how many events of each were held in the last twelve months; the retired ones; and what else the catalogue has.',
    who: seeFormats.says,
  },
  async (ctx) => {
    allow(ctx, seeFormats, undefined)
    const [all, held] = await Promise.all([formatsOf(ctx), heldLately(ctx)])
    const brief = all.map(({ key, name, class: kind, minutes, retired, data }) => ({
      key,
      name,
      class: kind,
      minutes,
      retired,
      purpose: data.purpose ?? null,
      size: data.size ?? null,
      held: held.get(key) ?? 0,
    }))
    const kinds = [...new Set([...classes, ...brief.map((format) => format.class)])]
    const has = new Set(brief.map(({ key }) => key))
    const tend = can(ctx, tendFormats, undefined)
    return {
      classes: kinds
        .map((id) => ({
          id,
          name: nameOf('classes', id, ctx.locale),
          // Held events are added up within a class, never over classes.
          held: brief.filter((format) => format.class === id).reduce((n, format) => n + format.held, 0),
          formats: brief.filter((format) => format.class === id && !format.retired),
        }))
        .filter(({ formats }) => formats.length > 0),
      retired: brief.filter(({ retired }) => retired),
      catalogue: tend
        ? [...formatCatalogue(ctx.locale).formats.values()]
            .filter(({ id }) => !has.has(id))
            .map(({ id, name, purpose, class: kind }) => ({
              id,
              name,
              purpose,
              class: nameOf('classes', kind, ctx.locale),
            }))
        : [],
      may: { tend, plan: can(ctx, planEvents, undefined) },
    }
  },
)

export const formatPage = query(
  'events.format',
  {
    input: z.object({ key: z.string('required').max(60), version: optional(whole(1, 1_000_000)) }),
    does: 'One event format with everything that it says; with `version` as it was then.',
    who: seeFormats.says,
  },
  async (ctx, { key, version }) => {
    allow(ctx, seeFormats, undefined)
    const versions = await versionsOf(ctx, key)
    const [newest] = versions
    const shown = version === undefined ? newest : versions.find((each) => each.version === version)
    if (!newest || !shown) throw new NotFound(newest ? 'formats.version' : 'formats.format')
    return {
      key,
      retired: newest.retired,
      version: shown.version,
      isInForce: shown.version === newest.version,
      ...said(ctx, key, shown),
      versions: versions.map(({ version, name, at, by, note }) => ({
        version,
        name,
        at: at?.toString() ?? null,
        by,
        note,
      })),
      may: { tend: can(ctx, tendFormats, undefined), plan: can(ctx, planEvents, undefined) && !newest.retired },
    }
  },
)

interface Version {
  version: number
  name: string
  class: string
  minutes: number
  data: FormatData
  retired: boolean
  at: Temporal.Instant | null
  by: string | null
  note: string | null
}

/** All versions, the one in force first. */
async function versionsOf(ctx: Ctx, key: string): Promise<Version[]> {
  if (!slug.safeParse(key).success) return []
  const community = communityOf(ctx).id
  const { rows } = await sql<Version>`
    select v.version, v.name, v.class, v.minutes, v.data, v.retired, v.changed_at as at, p.name as by, v.change_note as note
      from (select version, name, class, minutes, data, retired_at is not null as retired, changed_at, changed_by, change_note
              from event_format where community_id = ${community} and key = ${key}
             union all
            select version, name, class, minutes, data, false, changed_at, changed_by, change_note
              from event_format_version where community_id = ${community} and format_key = ${key}) as v
      left join person p on p.id = v.changed_by
     order by v.version desc`.execute(ctx.db)
  return rows
}

/** Everything that a version says, with the names of what it names. */
function said(ctx: Ctx, key: string, { name, class: kind, minutes, data }: Version) {
  const role = (id: string) => nameOf('roles', id, ctx.locale)
  const questions = formatCatalogue(ctx.locale).questions
  const segments = (data.segments ?? []).map((segment) => ({
    day: segment.day ?? 1,
    minutes: segment.minutes,
    title: segment.title,
    purpose: segment.purpose ?? null,
    mode: segment.mode,
    mode_name: nameOf('modes', segment.mode, ctx.locale),
    together: interactiveModes.has(segment.mode),
    lead: segment.lead,
    lead_name: role(segment.lead),
    polls: segment.polls ?? [],
  }))
  return {
    name,
    class: kind,
    class_name: nameOf('classes', kind, ctx.locale),
    minutes,
    purpose: data.purpose ?? '',
    not_for: data.not_for ?? '',
    default_cadence: data.default_cadence ?? '',
    size: data.size ?? null,
    circle: data.circle ?? null,
    days: data.days ?? 1,
    ways: (data.delivery_modes ?? []).map((id) => ({ id, name: nameOf('delivery_modes', id, ctx.locale) })),
    /** The least share of work together that is asked for, and the share in the template. */
    least: data.interactive_share ?? null,
    share: interactiveShare(segments),
    segments,
    variants: (data.variants ?? []).map(({ id, name, change, duration_minutes, segments }) => ({
      id,
      name: name ?? id,
      change: change ?? '',
      minutes: duration_minutes ?? minutes,
      has_agenda: Boolean(segments),
    })),
    roles: (data.roles ?? []).map(({ role: id, duty, count }) => ({
      role: id,
      name: role(id),
      duty: duty ?? '',
      count: count ?? 1,
    })),
    facilitation_approach: data.facilitation_approach ?? '',
    preparation: (data.preparation ?? [])
      .toSorted((a, b) => a.offset_days - b.offset_days)
      .map((each) => ({ ...each, owner_name: role(each.owner) })),
    capture: data.documentation?.capture ?? [],
    outputs: (data.documentation?.outputs ?? []).map((each) => ({
      ...each,
      optional: each.optional ?? false,
      name: nameOf('outputs', each.content_type, ctx.locale),
      owner_name: role(each.owner),
    })),
    follow_up: (data.follow_up ?? [])
      .toSorted((a, b) => a.offset_hours - b.offset_hours)
      .map((each) => ({ ...each, owner_name: role(each.owner) })),
    questions: (data.evaluation_questions ?? []).map((id) => ({ id, text: questions.get(id) ?? id })),
    call_questions: data.call_questions ?? [],
    pre_brief_days: briefDaysOf({ key, data }),
    loop_back: followUpOf({ key, data }),
    low_bandwidth_variant: data.low_bandwidth_variant ?? '',
    success_criteria: data.success_criteria ?? [],
    notes: data.notes ?? '',
  }
}

async function heldLately(ctx: Ctx): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; n: number }>`select format_key as key, count(*)::int as n from event
    where community_id = ${communityOf(ctx).id} and state = 'held'
      and starts_at > ${ctx.now.subtract({ hours: 24 * 365 })} and starts_at <= ${ctx.now} group by format_key`.execute(
    ctx.db,
  )
  return new Map(rows.map(({ key, n }) => [key, n]))
}
