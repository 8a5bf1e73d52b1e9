import { sql } from 'kysely'

/** 200 when pages can be served: the database answers. */
export async function GET({ locals }) {
  await sql`select 1`.execute(locals.ctx.db)
  return new Response('ok\n', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } })
}
