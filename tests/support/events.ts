/** Events for the tests of rooms: Thuto M&E with the formats of the catalogue, and events planned by Nomsa, its coordinator. */
import type { Kysely } from 'kysely'
import catalogue from '#content/event-formats.json' with { type: 'json' }
import type { DB } from '#server/database.gen.ts'
import { transaction, type Ctx } from '#server/ctx.ts'
import { placeEvent, placeFormats, type EventPlan, type FormatData } from '#server/events/index.ts'
import { livingCommunity, type LivingCommunity, type Name } from './people.ts'

export interface LivingCalendar extends LivingCommunity {
  /** Puts an event into the calendar of Thuto M&E: a learning session on Thursday 12 March 2026, 13:00 in Johannesburg, unless told. */
  plan(wanted?: Partial<EventPlan>): Promise<string>
  /** The people of the cast after that session began, and after it ended. */
  during(name: Name | null): Ctx
  after(name: Name | null): Ctx
}

/** When the session of the tests begins. */
export const sessionStart = Temporal.Instant.from('2026-03-12T11:00:00Z')

export async function livingCalendar(db: Kysely<DB>): Promise<LivingCalendar> {
  return withCalendar(await livingCommunity(db))
}

/** The same for a community that lives already. */
export async function withCalendar(living: LivingCommunity): Promise<LivingCalendar> {
  const formats = catalogue.formats.map(({ id, name, class: kind, duration_minutes, ...data }) => ({
    key: id,
    name,
    class: kind,
    minutes: duration_minutes,
    data: data as unknown as FormatData,
  }))
  await placeFormats(living.ctx('nomsa'), formats)
  const plan: LivingCalendar['plan'] = async (wanted = {}) => {
    const { id } = await transaction(living.ctx('nomsa'), (ctx) =>
      placeEvent(ctx, {
        format: 'monthly-learning-session',
        title: 'Reading gains when learners move',
        date: '2026-03-12',
        time: '13:00',
        zone: 'Africa/Johannesburg',
        place_link: 'https://meet.example.org/thuto',
        byHand: true,
        ...wanted,
      }),
    )
    return id
  }
  return {
    ...living,
    plan,
    during: (name) => living.ctx(name, { at: sessionStart.add({ minutes: 10 }) }),
    after: (name) => living.ctx(name, { at: sessionStart.add({ hours: 3 }) }),
  }
}
