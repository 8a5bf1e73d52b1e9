/**
 * Does what is due because something happened, a little after the answer: one after the other, so that whoever asks for a
 * page meanwhile is not kept waiting by letters. Several processes may: each takes what no other has.
 */
import { sql, type RawBuilder, type Selectable } from 'kysely'
import { communityFrom, transaction, type Community, type Ctx } from './ctx.ts'
import type { DB } from './database.gen.ts'
import { factFrom, type Fact } from './facts.ts'
import { addJob } from './foundations/jobs.ts'
import type { House } from './house.ts'
import { reactions } from './reactions.ts'

/** Milliseconds from a fact to its reactions: its transaction has mostly ended by then, and nobody notices. */
const soon = 200
/** Milliseconds between looks for what others left: a process that was killed, or one that runs no jobs. */
const atTheLatest = 5_000

export interface Reactor {
  /** Something has happened. */
  stir(): void
  /** Lets the reaction at hand finish. */
  stop(): Promise<void>
}

/** Begins to react to what is due. What fails at the door of the database is said and tried again. */
export function startReacting(house: House): Reactor {
  let [stirred, busy, ended] = [false, false, false]
  let timer: NodeJS.Timeout | undefined
  let working = Promise.resolve()

  const rest = (ms: number): void => {
    clearTimeout(timer)
    timer = setTimeout(() => (working = work()), ms)
  }
  const work = async (): Promise<void> => {
    ;[stirred, busy] = [false, true]
    try {
      while (!ended && (await reactToNext(house)));
    } catch (error) {
      console.error('What is due could not be looked for:', error)
    }
    busy = false
    if (!ended) rest(stirred ? soon : atTheLatest)
  }
  rest(soon)
  return {
    stir() {
      if (stirred || ended) return
      stirred = true
      if (!busy) rest(soon)
    },
    async stop() {
      ended = true
      clearTimeout(timer)
      await working
    },
  }
}

/**
 * Does the oldest that is due and that nobody else is doing. What it writes, and that it is done, are one transaction.
 * One that fails becomes a job, which tries again. Returns whether there was one.
 */
async function reactToNext(house: House): Promise<boolean> {
  let taken: Due | undefined
  try {
    return await transaction(ctxOf(house), async (ctx) => {
      taken = await dueOf(ctx, next)
      if (taken) await react(ctx, taken)
      return taken !== undefined
    })
  } catch (error) {
    if (!taken) throw error
    const { fact, reaction } = taken
    console.error(`The reaction "${reaction}" to "${fact.kind}" failed and will be tried again:`, error)
    await transaction(ctxOf(house), async (ctx) => {
      const left = await ctx.db
        .deleteFrom('reaction_due')
        .where('fact_id', '=', fact.id)
        .where('name', '=', reaction)
        .returning('fact_id')
        .executeTakeFirst()
      // Another process may have had better luck with it meanwhile.
      if (left) await addJob(ctx, 'react', { community: taken!.community_id, fact: fact.id, name: reaction })
    })
    return true
  }
}

/** The job that tries again. */
export async function reactAgain(house: House, job: { community: string; fact: string; name: string }): Promise<void> {
  const asked = sql`select ${job.fact}::uuid as fact_id, ${job.name}::text as name, ${job.community}::uuid as community_id`
  await transaction(ctxOf(house), async (ctx) => {
    const due = await dueOf(ctx, asked)
    if (due) await react(ctx, due)
  })
}

/** As for requests: the statements of a reaction travel together. */
function ctxOf(house: House): Ctx {
  return { ...house.ctx(Temporal.Now.instant()), db: house.db }
}

/** The oldest that nobody else has, taken out. The number is a parameter, so that the statement is planned once. */
const next = sql`delete from reaction_due where (fact_id, name) =
    (select fact_id, name from reaction_due order by fact_id limit ${1} for update skip locked)
  returning fact_id, name, community_id`

interface Due {
  reaction: string
  fact: Fact
  community_id: string
  community: Community | null
}

type Row = Selectable<DB['fact']> & { reaction: string } & (
    { slug: null } | Omit<Parameters<typeof communityFrom>[0], 'id'>
  )

/** What is due, with all that has to be known of it. */
async function dueOf(ctx: Ctx, which: RawBuilder<unknown>): Promise<Due | undefined> {
  const { rows } = await sql<Row>`
    with due as (${which})
    select due.name as reaction, f.id, f.kind, f.at, f.actor_id, f.member_id, f.subject_id, f.payload,
           due.community_id, c.slug, c.name, c.host, c.purpose, c.mission, c.zone, c.locale, c.starts_on, c.mail_on
      from due
      join fact f on f.community_id = due.community_id and f.id = due.fact_id
      left join community c on c.id = due.community_id`.execute(ctx.db)
  const row = rows[0]
  if (!row) return undefined
  const { reaction, community_id } = row
  return {
    reaction,
    fact: factFrom(row),
    community_id,
    // What belongs to no community is recorded under one that does not exist.
    community: row.slug === null ? null : communityFrom({ ...row, id: community_id }),
  }
}

async function react(ctx: Ctx, { reaction, fact, community }: Due): Promise<void> {
  const zone = community?.zone ?? ctx.zone
  await reactions[fact.kind]?.[reaction]?.({ ...ctx, zone, community }, fact)
}
