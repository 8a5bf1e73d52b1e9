/** Work after the answer: graphile-worker in the same PostgreSQL. A job is added in the transaction that needs it. */
import { Logger, makeWorkerUtils, run, type Runner, type TaskList } from 'graphile-worker'
import { sql } from 'kysely'
import type pg from 'pg'
import type { Ctx } from '../ctx.ts'

export interface JobOptions {
  /** Not before this moment. */
  at?: Temporal.Instant
  /** A job with the same key replaces the one that waits. */
  key?: string
}

/** Adds a job in the transaction at hand: a name, a time and what the task needs. */
export async function addJob(
  ctx: Pick<Ctx, 'db'>,
  task: string,
  payload: object,
  options: JobOptions = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(${task}, ${JSON.stringify(payload)}::json,
    run_at => ${options.at?.toString() ?? null}::timestamptz, job_key => ${options.key ?? null})`.execute(ctx.db)
}

/** Brings the worker's own tables up to date. */
export async function prepareJobs(pool: pg.Pool): Promise<void> {
  const utils = await makeWorkerUtils({ pgPool: pool })
  try {
    await utils.migrate()
  } finally {
    await utils.release()
  }
}

/** Under which the connections of whoever works through the jobs are seen. */
export const jobsName = 'copse jobs'

/**
 * Frees what a process held that was killed, unless another one works: the library would let it wait for four hours, and
 * a letter with it. Each job is safe to do twice. `pool` is the one that the jobs will be worked through with.
 */
export async function freeLeftJobs(pool: pg.Pool): Promise<void> {
  await pool.query(`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
      from graphile_worker._private_jobs
     where locked_by is not null and not exists (
       select from pg_stat_activity
        where datname = current_database() and application_name = '${jobsName}' and pid <> pg_backend_pid())`)
}

/** Starts working; `stop()` of what it returns lets running jobs finish. `crontab` is in crontab(5) form, UTC. */
export async function startJobs(pool: pg.Pool, tasks: TaskList, crontab: string): Promise<Runner> {
  return run({
    pgPool: pool,
    taskList: tasks,
    crontab,
    concurrency: 2,
    noHandleSignals: true,
    logger: quiet,
    pollInterval: 5000,
  })
}

/** Only what somebody has to know of reaches the log. */
const quiet = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') console.error(message)
})
