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
