/**
 * What a database holds, told so that it can be copied out and in again by a version that is not the same.
 */
import type pg from 'pg'
import type { Manifest } from './manifest.ts'

/** The waiting jobs, without the numbers that only this database gives. Copied as if they were a table. */
export const jobsQuery = `
  select t.identifier, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority,
         array(select jsonb_object_keys(j.flags)) as flags, j.attempts, j.last_error
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
   order by j.id`

/** Every table of ours in name order, with the columns that can be written; our own note of migrations is not data. */
export async function tablesOf(client: pg.ClientBase): Promise<Manifest['tables']> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r' and c.relname <> 'copse_migration'
     group by c.relname
     order by c.relname`)
  return rows
}

/** Every sequence that has given a number. */
export async function sequencesOf(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ name: string; last: number }>(`
    select sequencename as name, last_value::float8 as last from pg_sequences
     where schemaname = current_schema() and last_value is not null
     order by sequencename`)
  return rows
}

/** Whether this database has a place for jobs. */
export async function hasJobs(client: pg.ClientBase): Promise<boolean> {
  return (await client.query("select to_regclass('graphile_worker._private_jobs') is not null as there")).rows[0].there
}
