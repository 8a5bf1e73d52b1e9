import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { record } from '../../facts.ts'
import { newId } from '../../foundations/id.ts'
import { line, optional, whole } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { commentOnDesign } from '../../permissions/design.ts'
import { verb } from '../../verb.ts'
import { draftFor, shown } from './access.ts'
import { nameOfActor } from './names.ts'

export const approve = verb(
  'design.approve',
  {
    input: z.object({
      ...shown,
      version: whole(1, 100_000),
      name: optional(line()),
      /** As what: "director", "for the core team". */
      capacity: optional(line()),
    }),
    does: 'Approves a kept version, with name, capacity and date. Approving the same version twice in one name counts once.',
    who: commentOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, commentOnDesign, draft.access)
    const name = nameOfActor(ctx, input.name)
    await needVersion(ctx, draft.id, input.version)
    const before = await ctx.db
      .selectFrom('design_approval')
      .select('id')
      .where('design_id', '=', draft.id)
      .where('version', '=', input.version)
      .where((eb) =>
        ctx.actor ? eb('person_id', '=', ctx.actor.id) : eb.and([eb('person_id', 'is', null), eb('name', '=', name)]),
      )
      .executeTakeFirst()
    if (before) return { approval: before.id }
    const approvalId = newId(ctx.now)
    await ctx.db
      .insertInto('design_approval')
      .values({
        design_id: draft.id,
        version: input.version,
        id: approvalId,
        name,
        capacity: input.capacity ?? null,
        person_id: ctx.actor?.id ?? null,
        at: ctx.now,
      })
      .execute()
    await record(ctx, 'design.approved', { subject: draft.id, payload: { version: input.version } })
    return { approval: approvalId }
  },
)

async function needVersion(ctx: Ctx, design: string, version: number): Promise<void> {
  const found = await ctx.db
    .selectFrom('design_version')
    .select('number')
    .where('design_id', '=', design)
    .where('number', '=', version)
    .executeTakeFirst()
  if (!found) throw new NotFound('design.no-version')
}

/** Who approved which version, oldest first. `by_link`: in a name that no account stands for. */
export async function approvalsOf(ctx: Ctx, design: string) {
  const rows = await ctx.db
    .selectFrom('design_approval')
    .select(['version', 'name', 'capacity', 'person_id', 'at'])
    .where('design_id', '=', design)
    .orderBy('at')
    .execute()
  return rows.map(({ at, person_id, ...row }) => ({ ...row, at: at.toString(), hasAccount: person_id !== null }))
}
