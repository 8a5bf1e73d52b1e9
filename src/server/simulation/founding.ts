/** How the example community begins: an administrator, a design from an example, the launch; a year later its new year. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { giveRole, roles } from '../communities/index.ts'
import { communityFrom, type Community } from '../ctx.ts'
import { answer, keepVersion, start as startDesign } from '../design/index.ts'
import { applyVersion, launch } from '../launch/index.ts'
import { setUp, setupCode } from '../people/index.ts'
import { comeIn, makeAccount } from './arrivals.ts'
import type { Person } from './cast.ts'
import type { Player } from './meetings.ts'
import { dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

const example = join(import.meta.dirname, '../../../examples/02-national-network.yaml')

export interface Founded {
  community: Community
  /** Id of the design. */
  design: string
  coordinator: Player
  administrator: { name: string; email: string }
}

/** Sets the installation up, makes the design and launches it on its first day. */
export async function found(
  stage: Stage,
  first: Person,
  start: Temporal.PlainDate,
  at: Temporal.Instant,
  password: string,
): Promise<Founded> {
  const administrator = { name: 'Sello Mokgadi', email: 'sello.mokgadi@example.org' }
  const before = at.subtract({ hours: 30 * 24 })
  const { person: adminId } = await setUp(
    nobody(stage, before),
    { address: null, userAgent: null, cookie: null },
    { ...administrator, code: (await setupCode(stage.house.db))!, password, locale: 'en', zone: 'Africa/Johannesburg' },
  )
  const coordinatorId = await makeAccount(stage, first, before, password)
  const admin = await as(stage, adminId, before)
  const { design } = await startDesign(admin, {
    file: JSON.stringify(contextFrom(start)),
    filename: 'context.json',
    locale: 'en',
  })
  const { version } = await keepVersion(admin, { design, note: 'The first year' })
  const launching = await as(stage, adminId, at)
  const { slug } = await launch(launching, { design, version, slug: 'thuto', name: 'Thuto M&E', coordinator: false })
  const community = await communityCalled(stage, slug)
  const living = { ...stage, community }
  const opener = { ...first, id: adminId, member: '' }
  const coordinator = await comeIn(living, opener, first, coordinatorId, at.add({ minutes: 30 }), dice('first'))
  const ctx = await as(living, adminId, at.add({ hours: 1 }))
  const term = (await roles(ctx, {})).find((each) => each.role === 'coordinator')
  if (term) await giveRole(ctx, { term: term.id, holder: coordinator.member })
  return { community, design, administrator, coordinator }
}

async function communityCalled({ house }: Stage, slug: string): Promise<Community> {
  const row = await house.db.selectFrom('community').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()
  return communityFrom(row)
}

/** The second year: the same answers with a new first day, kept as a version and applied. */
export async function renew(
  stage: Stage,
  coordinator: Player,
  design: string,
  start: Temporal.PlainDate,
  at: Temporal.Instant,
): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  const { community } = contextFrom(start)
  await answer(ctx, {
    design,
    answers: { 'community.start': community.start, 'community.quiet-periods': community['quiet-periods'] },
  })
  const { version } = await keepVersion(ctx, { design, note: 'The second year' })
  await applyVersion(ctx, { design, version })
}

/** The example of a national network, with its year beginning on another day and its quiet times moved along. */
function contextFrom(start: Temporal.PlainDate): Given {
  const context = parse(readFileSync(example, 'utf8')) as Given
  const shift = start.year - Temporal.PlainDate.from(context.community.start).year
  const moved = (day: string, years: number) =>
    Temporal.PlainDate.from(day)
      .add({ years: shift + years })
      .toString()
  const quiet = context.community['quiet-periods'].flatMap((period) =>
    [0, 1].map((year) => ({ ...period, from: moved(period.from, year), to: moved(period.to, year) })),
  )
  const community = {
    ...context.community,
    start: start.toString(),
    name: 'Thuto M&E',
    host: 'Foundation Phase Learning Trust',
    'quiet-periods': quiet,
  }
  return { ...context, community }
}

interface Given {
  community: {
    start: string
    name: string
    host?: string
    'quiet-periods': { from: string; to: string; name?: string }[]
  }
}
