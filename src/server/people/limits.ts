/**
 * How often somebody may try. A try is counted before it is judged, for itself and not in the transaction of what it is
 * about, so that failing does not take it back; what succeeds is not counted. An address that nobody has is counted and
 * locked out like one that somebody has, so that nothing can be learned from it.
 */
import { createHmac } from 'node:crypto'
import { isIPv6 } from 'node:net'
import { sql } from 'kysely'
import type { Ctx } from '../ctx.ts'
import { TooMany } from '../errors.ts'

interface Limit {
  /** Tries within the minutes; one more locks. */
  tries: number
  minutes: number
  lockMinutes: number
}

/**
 * The limits. A network is allowed much more than an address: a whole office, or a whole mobile operator, may stand
 * behind one.
 */
export const limits = {
  'password-for-address': { tries: 8, minutes: 15, lockMinutes: 15 },
  'password-from-network': { tries: 60, minutes: 15, lockMinutes: 15 },
  'letter-to-address': { tries: 5, minutes: 60, lockMinutes: 15 },
  'letters-from-network': { tries: 60, minutes: 60, lockMinutes: 15 },
  'code-for-address': { tries: 15, minutes: 60, lockMinutes: 30 },
  'code-from-network': { tries: 60, minutes: 15, lockMinutes: 15 },
  'guest-letter-to-address': { tries: 5, minutes: 60, lockMinutes: 30 },
  'guest-letters-from-network': { tries: 60, minutes: 60, lockMinutes: 15 },
  'check-in': { tries: 6, minutes: 10, lockMinutes: 10 },
  'drafts-from-network': { tries: 30, minutes: 15, lockMinutes: 15 },
  'live-code-from-network': { tries: 120, minutes: 15, lockMinutes: 15 },
  'live-code-from-anywhere': { tries: 2000, minutes: 15, lockMinutes: 15 },
  'question-of-participant': { tries: 20, minutes: 10, lockMinutes: 5 },
  'post-of-member': { tries: 30, minutes: 10, lockMinutes: 5 },
  'set-up': { tries: 10, minutes: 15, lockMinutes: 15 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** Of whom a limit is asked: an address, a network, a person's id. `null` where it cannot be told: then it is not counted. */
export type Trier = [LimitName, string | null]

/**
 * Counts one try for each. Throws TooMany, `people.too-many` unless told otherwise, with the seconds to wait, for known
 * and unknown alike.
 */
export async function countTry(ctx: Ctx, triers: Trier[], code = 'people.too-many'): Promise<void> {
  for (const [limit, of] of triers) {
    if (of === null) continue
    const lockedUntil = await count(ctx, limit, of)
    if (!lockedUntil) continue
    // The database keeps microseconds only: nobody is told a minute more for that.
    const seconds = Math.max(1, Math.round(lockedUntil.since(ctx.now).total('seconds')))
    throw new TooMany(code, { seconds, minutes: Math.ceil(seconds / 60) })
  }
}

/** Takes back the tries that were counted: they succeeded. */
export async function forgiveTry(ctx: Ctx, triers: Trier[]): Promise<void> {
  for (const [limit, of] of triers) {
    if (of === null) continue
    await ctx.db
      .updateTable('rate')
      .set((eb) => ({ count: eb.fn<number>('greatest', [eb('count', '-', 1), sql.lit(0)]) }))
      .where('key', '=', keyOf(ctx, limit, of))
      .execute()
  }
}

/**
 * What stands for somebody's network: the address in IPv4, the first 64 bits in IPv6. A loopback address is that of a
 * server in front of ours which does not say who came: `null`, or everybody would be counted together.
 */
export function networkOf(address: string | null): string | null {
  if (!address) return null
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (plain === '::1' || plain.startsWith('127.')) return null
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const groups = [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}

/** Forgets what has been over for a day. */
export async function forgetOldTries(ctx: Ctx): Promise<void> {
  await ctx.db
    .deleteFrom('rate')
    .where('window_start', '<', ctx.now.subtract({ hours: 24 }))
    .execute()
}

/** One statement, so that many tries at the same moment are all counted. Returns until when it is locked, or `null`. */
async function count(ctx: Ctx, name: LimitName, of: string): Promise<Temporal.Instant | null> {
  const limit: Limit = limits[name]
  const now = ctx.now.toString()
  const over = ctx.now.subtract({ minutes: limit.minutes }).toString()
  const until = ctx.now.add({ minutes: limit.lockMinutes }).toString()
  const { rows } = await sql<{ locked_until: Temporal.Instant | null }>`
    insert into rate as r (key, count, window_start) values (${keyOf(ctx, name, of)}, 1, ${now}::timestamptz)
    on conflict (key) do update set
      count = case when r.locked_until > ${now}::timestamptz then r.count
                   when r.locked_until is not null or r.window_start <= ${over}::timestamptz then 1
                   else r.count + 1 end,
      window_start = case when r.locked_until > ${now}::timestamptz then r.window_start
                          when r.locked_until is not null or r.window_start <= ${over}::timestamptz then ${now}::timestamptz
                          else r.window_start end,
      locked_until = case when r.locked_until > ${now}::timestamptz then r.locked_until
                          when r.locked_until is not null or r.window_start <= ${over}::timestamptz then null
                          when r.count >= ${limit.tries}::integer then ${until}::timestamptz end
    returning locked_until`.execute(ctx.db)
  return rows[0]!.locked_until
}

/** Whom a row is about cannot be read from it. */
function keyOf(ctx: Ctx, limit: LimitName, of: string): string {
  return `${limit}:${createHmac('sha256', ctx.site.secret).update(of).digest('base64url').slice(0, 22)}`
}
