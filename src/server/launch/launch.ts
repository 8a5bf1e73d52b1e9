/** From a kept version of a design to a living community, and later versions onto it. Doing it again changes nothing. */
import { z } from 'zod'
import { admit, circlesOf } from '../communities/index.ts'
import { communityFrom, communityOf, personOf, transaction, type Community, type Ctx } from '../ctx.ts'
import { keptVersion, shown, type Design } from '../design/index.ts'
import { Conflict, Invalid } from '../errors.ts'
import { record } from '../facts.ts'
import { flag, line, slug, whole } from '../foundations/input.ts'
import { newId } from '../foundations/id.ts'
import { allow } from '../permissions/index.ts'
import { createCommunity, steward } from '../permissions/communities.ts'
import { seeDesign } from '../permissions/design.ts'
import { query, verb } from '../verb.ts'
import { existingRows, seriesByHand, stepsFor, type Existing, type Step } from './plan.ts'
import { reservedSlugs } from './reserved.ts'
import type { Shelf, ShelfTable } from './shelves.ts'
import { shelvesOf } from './wanted.ts'
import { writeShelf } from './write.ts'

const version = { ...shown, version: whole(1, 100_000) }

export const launchPlan = query(
  'launch.plan',
  {
    input: z.object(version),
    does: 'Says what launching this version would create, change and keep. Changes nothing.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const { design } = await keptVersion(ctx, input)
    const { steps } = await prepare(ctx, design, null)
    return { steps }
  },
)

export const launch = verb(
  'launch.launch',
  {
    input: z.object({
      ...version,
      slug: slug.refine((text) => !reservedSlugs.has(text), 'launch.slug-reserved'),
      name: line(),
      coordinator: flag,
    }),
    does: 'Makes a living community of this version of a design, in one transaction. Nothing is mailed. A design that was launched before gives the community that it became, and nothing changes.',
    who: createCommunity.says,
  },
  async (ctx, input) => {
    allow(ctx, createCommunity, undefined)
    // Two who launch at once wait for each other: the second finds the community.
    const { design, slug: before } = await keptVersion(ctx, input, { lock: true })
    if (before) return { slug: before, steps: 0, isNew: false }
    const community = await found(ctx, design, input)
    const inside = { ...ctx, community }
    const steps = await apply(inside, design, input, 'community.launched')
    await ctx.db.updateTable('design').set({ community_id: community.id }).where('id', '=', input.design).execute()
    if (input.coordinator) await seatCoordinator(inside)
    return { slug: community.slug, steps: steps.length, isNew: true }
  },
)

export const applyPlan = query(
  'launch.apply-plan',
  {
    input: z.object(version),
    does: 'Says what applying this version to the community at hand would create, change, keep and stop. Changes nothing.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const design = await ofThisCommunity(ctx, input)
    return { steps: (await prepare(ctx, design, communityOf(ctx))).steps }
  },
)

export const applyVersion = verb(
  'launch.apply-version',
  {
    input: z.object(version),
    does: 'Applies a later version of the design to its community. What people changed by hand, and what has happened, stays.',
    who: steward.says,
  },
  async (ctx, input) => {
    allow(ctx, steward, undefined)
    const steps = await apply(ctx, await ofThisCommunity(ctx, input), input, 'community.design-applied')
    return { changed: steps.filter((step) => ['create', 'change', 'stop'].includes(step.does)).length, steps }
  },
)

async function ofThisCommunity(ctx: Ctx, input: Parameters<typeof keptVersion>[1]): Promise<Design> {
  const { design, communityId } = await keptVersion(ctx, input)
  if (communityId !== communityOf(ctx).id) throw new Conflict('launch.other-community')
  return design
}

async function found(ctx: Ctx, design: Design, input: { slug: string; name: string }): Promise<Community> {
  const { community: told } = design.context
  const { calendar, governance } = design.parts
  const row = {
    id: newId(ctx.now),
    slug: input.slug,
    name: input.name,
    host: told.host ?? null,
    purpose: told.purpose ?? null,
    mission: governance.mission.text,
    zone: calendar.zone,
    locale: design.locale,
    countries: told.countries ?? [],
    starts_on: calendar.from,
    created_at: ctx.now,
    launched_at: ctx.now,
  }
  const made = await ctx.db
    .insertInto('community')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Invalid('input', {}, [{ path: ['slug'], code: 'launch.slug-taken' }])
  return communityFrom({ ...row, mail_on: false })
}

interface Prepared {
  shelves: { shelf: Shelf; steps: Step[]; existing: Map<string, Existing> }[]
  steps: Step[]
  ids: Map<string, string>
}

/** Compares the design with the community, which may not exist yet. */
async function prepare(ctx: Ctx, design: Design, community: Community | null): Promise<Prepared> {
  const existing = new Map<ShelfTable, Map<string, Existing>>()
  const read = async (table: ShelfTable) => {
    const rows = existing.get(table) ?? (await existingRows(ctx, table, community?.id ?? null))
    existing.set(table, rows)
    return rows
  }
  const there = await read('circle')
  const circles = new Map(
    design.parts.governance.circles.map(({ key }) => [key as string, there.get(key)?.id ?? newId(ctx.now)]),
  )
  const { from, zone } = design.parts.calendar
  const terms = await read('role_term')
  const today = ctx.now.toZonedDateTimeISO('UTC').toPlainDate().toString()
  // The weeks before the first day are the busiest: whoever takes a role at the launch holds it from then on.
  const opens = terms.size === 0 && today < from ? today : from
  const frame = { start: community?.startsOn ?? from, opens, zone, circles, terms: runningTerms(terms, from) }
  const theirs = await seriesByHand(ctx, community?.id ?? null)
  const shelves = []
  for (const shelf of shelvesOf(design, frame)) {
    const rows = await read(shelf.table)
    shelves.push({ shelf, existing: rows, steps: stepsFor(shelf, rows, ctx.now, theirs) })
  }
  const ids = new Map([...circles].map(([key, id]) => [`circle:${key}`, id]))
  return { shelves, steps: shelves.flatMap((each) => each.steps), ids }
}

/** Keys of the terms that run on beyond `from`, by their seat. */
function runningTerms(terms: ReadonlyMap<string, Existing>, from: string): Map<string, string> {
  const running = [...terms.keys()].filter((key) => String(terms.get(key)!.ends_on) > from)
  return new Map(running.map((key) => [key.replace(/^\d{4}:/, ''), key]))
}

function apply(
  ctx: Ctx,
  design: Design,
  input: { design: string; version: number },
  kind: 'community.launched' | 'community.design-applied',
): Promise<Step[]> {
  return transaction(ctx, async (ctx) => {
    const community = communityOf(ctx)
    // Two who apply at once wait for each other: the second finds nothing to do.
    await ctx.db.selectFrom('community').select('id').where('id', '=', community.id).forUpdate().execute()
    const { shelves, steps, ids } = await prepare(ctx, design, community)
    for (const { shelf, steps, existing } of shelves) await writeShelf(ctx, shelf, steps, existing, ids)
    const done = steps.filter(({ does }) => does !== 'keep' && does !== 'left')
    if (kind === 'community.launched' || done.length > 0) {
      const launchId = newId(ctx.now)
      await ctx.db
        .insertInto('launch')
        .values({
          community_id: community.id,
          id: launchId,
          design_id: input.design,
          version: input.version,
          at: ctx.now,
          by_person: personOf(ctx).id,
          plan: JSON.stringify(done),
        })
        .execute()
      await record(ctx, kind, { member: null, subject: launchId, payload: { version: input.version } })
    }
    return steps
  })
}

/** Whoever launches a community and coordinates it becomes its first member and takes the coordinator's first term. */
async function seatCoordinator(ctx: Ctx): Promise<void> {
  const circles = await circlesOf(ctx)
  const member = await admit(ctx, personOf(ctx).id, circles.at(-1)!)
  const term = await ctx.db
    .selectFrom('role_term')
    .select('id')
    .where('community_id', '=', communityOf(ctx).id)
    .where('role', 'in', ['coordinator', 'trio'])
    .where('holder_id', 'is', null)
    .orderBy('key')
    .executeTakeFirst()
  if (!term) return
  await ctx.db
    .updateTable('role_term')
    .set({ holder_id: member })
    .where('community_id', '=', communityOf(ctx).id)
    .where('id', '=', term.id)
    .execute()
  await record(ctx, 'member.role-taken', { member, subject: term.id, payload: { role: 'coordinator', as: 'holder' } })
}
