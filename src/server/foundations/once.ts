/** The same form or call sent twice is done once (the Idempotency-Key header of the API; a hidden field of forms). */
import { createHash } from 'node:crypto'
import { transaction, type Ctx } from '../ctx.ts'
import { Conflict } from '../errors.ts'
import { send } from './db/flight.ts'

/**
 * Runs `fn` in a transaction together with the note that it was done; a second run with the same key by the same person
 * gets the first answer. The answer must be plain JSON. Throws Conflict `once-differs` when the key came with another request.
 */
export function once<T>(
  ctx: Ctx,
  key: string,
  verb: string,
  request: unknown,
  fn: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const who = ctx.actor?.id ?? 'stranger'
  const hash = createHash('sha256')
    .update(JSON.stringify(request) ?? '')
    .digest('hex')
  return transaction(ctx, async (ctx) => {
    const mine = await ctx.db
      .insertInto('answered_once')
      .values({ who, key, verb, request_hash: hash, at: ctx.now })
      .onConflict((conflict) => conflict.columns(['who', 'key']).doNothing())
      .returning('key')
      .executeTakeFirst()
    if (!mine) {
      const before = await ctx.db
        .selectFrom('answered_once')
        .select(['verb', 'request_hash', 'answer'])
        .where('who', '=', who)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
      if (before.verb !== verb || before.request_hash !== hash) throw new Conflict('once-differs')
      return before.answer as T
    }
    const answer = await fn(ctx)
    const kept = ctx.db
      .updateTable('answered_once')
      .set({ answer: JSON.stringify(answer ?? null) })
      .where('who', '=', who)
      .where('key', '=', key)
    await send(ctx.db, kept)
    return answer
  })
}
