/** What designs hold about a person: those they own, versions they kept, what they said and approved. */
import type { Ctx } from '../../ctx.ts'
import type { PersonalData } from '../../foundations/personal-data.ts'
import { forgetDecider } from './deciders.ts'

export const personalData: PersonalData = {
  room: 'design',
  tables: ['design', 'design_version', 'design_comment', 'design_approval'],
  tell,
  forget,
}

async function tell(ctx: Ctx, person: string): Promise<Record<string, unknown>> {
  const designs = await ctx.db
    .selectFrom('design')
    .select(['id', 'answers', 'overrides', 'created_at', 'updated_at'])
    .where('owner_id', '=', person)
    .execute()
  const versions = await ctx.db
    .selectFrom('design_version')
    .select(['design_id', 'number', 'note', 'made_at'])
    .where('made_by', '=', person)
    .execute()
  const comments = await ctx.db
    .selectFrom('design_comment')
    .select(['design_id', 'decision', 'text', 'name', 'at'])
    .where('person_id', '=', person)
    .execute()
  const approvals = await ctx.db
    .selectFrom('design_approval')
    .select(['design_id', 'version', 'name', 'capacity', 'at'])
    .where('person_id', '=', person)
    .execute()
  return { designs, versions, comments, approvals }
}

/** Their own drafts go with them. What others rely on stays, without the name: launched designs, decisions, comments, approvals. */
async function forget(ctx: Ctx, person: string): Promise<void> {
  await ctx.db.deleteFrom('design').where('owner_id', '=', person).where('community_id', 'is', null).execute()
  await forgetDecider(ctx, person)
  await ctx.db.updateTable('design').set({ owner_id: null }).where('owner_id', '=', person).execute()
  await ctx.db.updateTable('design_version').set({ made_by: null }).where('made_by', '=', person).execute()
  await ctx.db
    .updateTable('design_comment')
    .set({ person_id: null, name: nobody })
    .where('person_id', '=', person)
    .execute()
  await ctx.db
    .updateTable('design_approval')
    .set({ person_id: null, name: nobody, capacity: null })
    .where('person_id', '=', person)
    .execute()
}

const nobody = '—'
