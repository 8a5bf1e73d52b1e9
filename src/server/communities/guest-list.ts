/** A list of people to invite, read line by line: what can be used, what cannot, and why. */
import { parse } from 'csv-parse/sync'
import { communityOf, type Ctx } from '../ctx.ts'
import { Invalid } from '../errors.ts'
import { email as emailSchema } from '../foundations/input.ts'
import type { Circle } from './circles.ts'

export interface Guest {
  /** Line of the file, from 1. */
  line: number
  email: string
  name?: string
  circle: string
  /** `problem` names what is wrong with a broken line. */
  outcome: 'invite' | 'member' | 'invited' | 'twice' | 'broken'
  problem?: 'email' | 'circle' | 'columns'
}

const most = 2000

/**
 * Reads CSV with commas, semicolons or tabs; a header line (`email`, `name`, `circle`) is optional and may stand in any
 * order. Throws Invalid `communities.list-unreadable` or `communities.list-long`.
 */
export async function readGuestList(ctx: Ctx, text: string, fallback: Circle, circles: Circle[]): Promise<Guest[]> {
  const rows = rowsOf(text)
  if (rows.length > most) throw new Invalid('communities.list-long', { most })
  const columns = columnsOf(rows[0]?.record ?? [])
  const guests = (columns.header ? rows.slice(1) : rows).map((row) => readGuest(row, columns, fallback, circles))
  markRepeated(guests)
  await markKnown(ctx, guests, circles)
  return guests
}

interface Row {
  line: number
  record: string[]
}

function rowsOf(text: string): Row[] {
  const delimiter = [';', '\t', ','].find((each) => text.split('\n', 1)[0]!.includes(each)) ?? ','
  try {
    const rows = parse(text.replace(/^\uFEFF/, ''), {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return rows.map(({ record, info }) => ({ line: info.lines, record }))
  } catch (error) {
    throw new Invalid('communities.list-unreadable', { line: (error as { lines?: number }).lines ?? 1 })
  }
}

function columnsOf(first: string[]) {
  const names = first.map((name) => name.toLowerCase())
  const at = (wanted: string[]) => names.findIndex((name) => wanted.includes(name))
  const email = at(['email', 'e-mail', 'mail', 'courriel', 'adresse'])
  const header = email >= 0
  return {
    header,
    email: header ? email : 0,
    name: header ? at(['name', 'nom']) : 1,
    circle: header ? at(['circle', 'cercle']) : 2,
  }
}

function readGuest(
  { line, record }: Row,
  columns: ReturnType<typeof columnsOf>,
  fallback: Circle,
  circles: Circle[],
): Guest {
  const address = emailSchema.safeParse(record[columns.email] ?? '')
  const name = record[columns.name]?.slice(0, 200)
  const asked = record[columns.circle]?.toLowerCase()
  const circle = asked ? circles.find((each) => each.key === asked || each.name.toLowerCase() === asked) : fallback
  const guest: Guest = {
    line,
    email: address.data ?? record[columns.email] ?? '',
    ...(name ? { name } : {}),
    circle: circle?.key ?? asked!,
    outcome: 'invite',
  }
  if (record.length === 1 && /[,;\t]/.test(record[0]!)) return { ...guest, outcome: 'broken', problem: 'columns' }
  if (!address.success) return { ...guest, outcome: 'broken', problem: 'email' }
  if (!circle) return { ...guest, outcome: 'broken', problem: 'circle' }
  return guest
}

function markRepeated(guests: Guest[]): void {
  const seen = new Set<string>()
  for (const guest of guests.filter((each) => each.outcome === 'invite')) {
    const key = `${guest.circle} ${guest.email}`
    if (seen.has(key)) guest.outcome = 'twice'
    seen.add(key)
  }
}

async function markKnown(ctx: Ctx, guests: Guest[], circles: Circle[]): Promise<void> {
  const addresses = guests.filter((guest) => guest.outcome === 'invite').map((guest) => guest.email)
  if (addresses.length === 0) return
  const members = await ctx.db
    .selectFrom('member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('circle_place as cp', (join) =>
      join.onRef('cp.community_id', '=', 'm.community_id').onRef('cp.member_id', '=', 'm.id'),
    )
    .select((eb) => [eb.fn<string>('lower', ['p.email']).as('email'), 'cp.circle_id'])
    .where('m.community_id', '=', communityOf(ctx).id)
    .where((eb) => eb(eb.fn<string>('lower', ['p.email']), '=', eb.fn.any(eb.val(addresses))))
    .where('m.state', 'not in', ['left', 'retired'])
    .execute()
  const open = await ctx.db
    .selectFrom('invitation')
    .select((eb) => [eb.fn<string>('lower', ['email']).as('email'), 'circle_id'])
    .where('community_id', '=', communityOf(ctx).id)
    .where((eb) => eb(eb.fn<string>('lower', ['email']), '=', eb.fn.any(eb.val(addresses))))
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', ctx.now)
    .execute()
  for (const guest of guests.filter((each) => each.outcome === 'invite')) {
    const circleId = circles.find((circle) => circle.key === guest.circle)?.id
    const has = (rows: { email: string; circle_id: string }[]) =>
      rows.some((row) => row.email === guest.email && row.circle_id === circleId)
    if (has(members)) guest.outcome = 'member'
    else if (has(open)) guest.outcome = 'invited'
  }
}
