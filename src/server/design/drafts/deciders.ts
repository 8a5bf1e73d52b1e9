/** Who decided otherwise than the rules: a name beside the decision, in the draft and in every version kept since. */
import type { Ctx } from '../../ctx.ts'
import type { Design, Override } from '../types.ts'

interface Made {
  design: string
  decision: string
  at: Temporal.Instant
}

/** Takes a person's name from what they decided; value and reason stay. The facts say which decisions were theirs. */
export async function forgetDecider(ctx: Ctx, person: string): Promise<void> {
  const made = await decisionsOf(ctx, person)
  for (const design of new Set(made.map((each) => each.design))) {
    const theirs = made.filter((each) => each.design === design)
    await forgetInDraft(ctx, design, theirs)
    await forgetInVersions(ctx, design, theirs)
  }
}

async function decisionsOf(ctx: Ctx, person: string): Promise<Made[]> {
  const facts = await ctx.db
    .selectFrom('fact')
    .select(['subject_id', 'payload', 'at'])
    .where('kind', '=', 'design.decision-overridden')
    .where('actor_id', '=', person)
    .execute()
  return facts.map(({ subject_id, payload, at }) => ({
    design: subject_id!,
    decision: (payload as { decision: string }).decision,
    at,
  }))
}

async function forgetInDraft(ctx: Ctx, design: string, theirs: Made[]): Promise<void> {
  const draft = await ctx.db
    .selectFrom('design')
    .select('overrides')
    .where('id', '=', design)
    .forUpdate()
    .executeTakeFirst()
  if (!draft) return
  const overrides = JSON.stringify(nameless(draft.overrides as unknown as Overrides, theirs))
  await ctx.db.updateTable('design').set({ overrides }).where('id', '=', design).execute()
}

async function forgetInVersions(ctx: Ctx, design: string, theirs: Made[]): Promise<void> {
  const versions = await ctx.db
    .selectFrom('design_version')
    .select(['number', 'overrides', 'design'])
    .where('design_id', '=', design)
    .forUpdate()
    .execute()
  for (const { number, overrides, design: whole } of versions) {
    await ctx.db
      .updateTable('design_version')
      .set({
        overrides: JSON.stringify(nameless(overrides as unknown as Overrides, theirs)),
        design: JSON.stringify(namelessDesign(whole as unknown as Design, theirs)),
      })
      .where('design_id', '=', design)
      .where('number', '=', number)
      .execute()
  }
}

type Overrides = Record<string, Override>

function namelessDesign(design: Design, theirs: Made[]): Design {
  return {
    ...design,
    overrides: nameless(design.overrides, theirs),
    decisions: design.decisions.map((decision) =>
      decision.override ? { ...decision, override: without(decision.id, decision.override, theirs) } : decision,
    ),
  }
}

function nameless(overrides: Overrides, theirs: Made[]): Overrides {
  return Object.fromEntries(Object.entries(overrides).map(([path, made]) => [path, without(path, made, theirs)]))
}

function without(path: string, made: Override, theirs: Made[]): Override {
  if (!theirs.some(({ decision, at }) => decision === path && isAt(made, at))) return made
  const { by: _, ...rest } = made
  return rest
}

/** The fact's moment comes back from the database in microseconds, the override's is as it was. */
function isAt({ at }: Override, moment: Temporal.Instant): boolean {
  return at !== undefined && Math.abs(Temporal.Instant.from(at).since(moment).total('milliseconds')) < 1
}
