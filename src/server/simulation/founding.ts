/** How the example community begins: an administrator, a design from an example, the launch; a year later its new year. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Community } from '../ctx.ts'
import { keepVersion, replaceAnswers, start as startDesign } from '../design/index.ts'
import { applyVersion, launch } from '../launch/index.ts'
import { setUp, setupCode } from '../people/index.ts'
import { makeAccount } from './arrivals.ts'
import type { Person } from './cast.ts'
import type { Player } from './meetings.ts'
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
export async function found(stage: Stage, first: Person, start: Temporal.PlainDate, at: Temporal.Instant, password: string): Promise<Founded> {
  const administrator = { name: 'Sello Mokgadi', email: 'sello.mokgadi@example.org' }
  const before = at.subtract({ hours: 30 * 24 })
  const { person: adminId } = await setUp(
    nobody(stage, before),
    { address: null, userAgent: null, cookie: null },
    { ...administrator, code: (await setupCode(stage.house.db))!, password, locale: 'en', zone: 'Africa/Johannesburg' },
  )
  const coordinatorId = await makeAccount(stage, first, before, password)
  const admin = await as(stage, adminId, before)
  const { design } = await startDesign(admin, { file: contextFrom(start), filename: 'context.json', locale: 'en' })
  const { version } = await keepVersion(admin, { design, note: 'The first year' })
  // Whoever coordinates launches, so that the first place and the first term are hers.
  const launching = await as(stage, coordinatorId, at)
  launching.actor = { ...launching.actor!, isAdministrator: true }
  const { slug } = await launch(launching, { design, version, slug: 'thuto', name: 'Thuto M&E', coordinator: true })
  const row = await stage.house.db.selectFrom('community').selectAll().where('slug', '=', slug).executeTakeFirstOrThrow()
  const community: Community = {
    id: row.id, slug: row.slug, name: row.name, host: row.host, purpose: row.purpose, mission: row.mission, zone: row.zone, locale: row.locale,
    startsOn: row.starts_on, mailOn: row.mail_on,
  }
  const member = await stage.house.db.selectFrom('member').select('id').where('person_id', '=', coordinatorId).executeTakeFirstOrThrow()
  return { community, design, administrator, coordinator: { ...first, id: coordinatorId, member: member.id } }
}

/** The second year: the same answers with a new first day, kept as a version and applied. */
export async function renew(stage: Stage, coordinator: Player, design: string, start: Temporal.PlainDate, at: Temporal.Instant): Promise<void> {
  const ctx = await as(stage, coordinator.id, at)
  await replaceAnswers(ctx, { design, file: contextFrom(start), filename: 'context.json' })
  const { version } = await keepVersion(ctx, { design, note: 'The second year' })
  await applyVersion(ctx, { design, version })
}

/** The example of a national network, with its year beginning on another day and its quiet times moved along. */
function contextFrom(start: Temporal.PlainDate): string {
  const context = parse(readFileSync(example, 'utf8')) as { community: { start: string; name: string; 'quiet-periods': { from: string; to: string }[] } }
  const shift = start.year - Temporal.PlainDate.from(context.community.start).year
  const moved = (day: string) => Temporal.PlainDate.from(day).add({ years: shift }).toString()
  context.community['quiet-periods'] = context.community['quiet-periods'].flatMap((period) =>
    [0, 1].map((year) => ({
      ...period,
      from: Temporal.PlainDate.from(moved(period.from)).add({ years: year }).toString(),
      to: Temporal.PlainDate.from(moved(period.to)).add({ years: year }).toString(),
    })),
  )
  Object.assign(context.community, { start: start.toString(), name: 'Thuto M&E', host: 'Foundation Phase Learning Trust' })
  return JSON.stringify(context)
}
