import { z } from 'zod'
import { personOf } from '../../ctx.ts'
import { Conflict } from '../../errors.ts'
import { hashOf, newSecret } from '../../foundations/id.ts'
import { allow } from '../../permissions/index.ts'
import { discardDesign, keepDesign } from '../../permissions/design.ts'
import { verb } from '../../verb.ts'
import { draftFor, shown } from './access.ts'
import { save } from './save.ts'

export const keepInAccount = verb(
  'design.keep-in-account',
  {
    input: z.object(shown),
    does: 'Keeps a draft in the account of whoever is signed in. The secret that opened it until then opens nothing any more.',
    who: keepDesign.says,
  },
  async (ctx, input) => {
    const person = personOf(ctx)
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, keepDesign, draft.access)
    // Whoever sat at this computer before must not come back with the browser's old cookie.
    if (draft.access.owner_id === null)
      await save(ctx, draft.id, { owner_id: person.id, secret_hash: hashOf(newSecret()) })
    return { design: draft.id }
  },
)

export const discard = verb(
  'design.discard',
  {
    input: z.object(shown),
    does: 'Discards a design for good, with its versions and comments. A design that was launched stays.',
    who: discardDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, discardDesign, draft.access)
    if (draft.communityId) throw new Conflict('design.launched')
    await ctx.db.deleteFrom('design').where('id', '=', draft.id).execute()
    return { design: draft.id }
  },
)
