import { z } from 'zod'
import { personOf } from '../ctx.ts'
import { ownAccount } from '../permissions/people.ts'
import { query } from '../verb.ts'
import { rooms } from './rooms.ts'

export const myData = query(
  'people.my-data',
  {
    input: z.object({}),
    does: 'Everything that is held about oneself, room by room (GDPR, articles 15 and 20).',
    who: ownAccount.says,
  },
  async (ctx) => {
    const person = personOf(ctx)
    const told: Record<string, unknown> = { exported_at: ctx.now.toString(), from: ctx.site.url }
    for (const room of rooms) told[room.room] = await room.tell(ctx, person.id)
    return told
  },
)
