/** What hangs on an event because a hub prepares it: a pre-brief with positions and a panel, promises and excuses. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { askExcuse, namePanel, preBrief, sendPreBrief, writePreBrief } from '#server/events/index.ts'
import { newId } from '#server/foundations/id.ts'
import type { LivingCalendar } from './events.ts'
import { now } from './people.ts'

type Things = Record<string, Record<string, unknown>>
type Circle = LivingCalendar['circles']['mel-hub'] | undefined

export const brief = 'Who should own a reading test?'

/** A pre-brief that went to the hub, asks about a statement, and is Amina's to debate. */
export async function briefed({ ctx, circles, member }: LivingCalendar, event: string): Promise<Things> {
  const [nomsa, statements] = [ctx('nomsa'), ['Schools should own the test']]
  await namePanel(nomsa, { id: event, panel: [{ member: member.amina }, { member: member.nomsa }] })
  await writePreBrief(nomsa, { id: event, text: brief, circle: circles['mel-hub'].key, statements })
  await sendPreBrief(nomsa, { id: event, edition: 0, to: 'everybody' })
  const { positions } = await preBrief(nomsa, { id: event })
  return {
    'events.write-pre-brief': { text: brief },
    'events.panel-rota': { circle: 'mel-hub' },
    'events.answer-panel': { answer: 'accepted' },
    'events.name-panel': { panel: [{ member: member.amina }] },
    'events.send-pre-brief': { edition: 1, to: 'everybody' },
    'events.take-position': { positions: [{ statement: positions!.statements[0]!.id, value: 4 }] },
  }
}

/** A meeting that counts towards the hub's promise, from which Nomsa asks to be excused, and what the rule proposes for Zanele. */
export async function promised(
  db: Kysely<DB>,
  { ctx, circles, community, member, plan }: LivingCalendar,
  circle: Circle,
): Promise<Things> {
  const id = await plan({ format: 'cop-meeting-with-panel', title: 'A debate of the hub', circle: circle?.id })
  const { absence } = await askExcuse(ctx('nomsa'), { id, reason: 'A wedding' })
  const step = newId(now)
  const counts = { held: 3, attended: 0, due: 2, proposed_at: now, rule: 'talk' }
  await db
    .insertInto('promise_step')
    .values({
      ...counts,
      community_id: community.id,
      id: step,
      circle_id: circles['mel-hub'].id,
      member_id: member.zanele,
    })
    .execute()
  return {
    'events.ask-excuse': { id, reason: 'A wedding' },
    'events.my-excuse': { id },
    'events.withdraw-excuse': { id },
    'events.decide-excuse': { absence, decision: 'granted' },
    'events.decide-promise-step': { step, decision: 'let-be' },
    'events.choose-promise-rule': { circle: 'mel-hub', rule: 'move' },
  }
}
