/** Channels for the tests of rooms: one for everybody, one of the hub, one in which only the core team begins topics. */
import type { Kysely } from 'kysely'
import type { DB } from '#server/database.gen.ts'
import { startTopic } from '#server/discussion/index.ts'
import { newId } from '#server/foundations/id.ts'
import { now, type LivingCommunity, type Name } from './people.ts'

export interface Talking {
  channel: Record<'ask' | 'hub' | 'announcements', string>
  /** Begins a question of Kagiso's in the channel for everybody, unless told. Returns its id. */
  begin(wanted?: {
    by?: Name
    channel?: string
    title?: string
    text?: string
    kind?: 'question' | 'talk'
  }): Promise<string>
}

export async function withChannels(db: Kysely<DB>, living: LivingCommunity): Promise<Talking> {
  const channel = { ask: newId(now), hub: newId(now), announcements: newId(now) }
  const row = (key: keyof typeof channel, position: number, name: string) => ({
    community_id: living.community.id,
    id: channel[key],
    key,
    name,
    purpose: `For ${name}`,
    position,
    circle_id: key === 'hub' ? living.circles['mel-hub'].id : null,
    writers: key === 'announcements' ? 'stewards' : 'members',
  })
  await db
    .insertInto('channel')
    .values([row('ask', 1, 'Ask the community'), row('hub', 2, 'MEL hub'), row('announcements', 3, 'Announcements')])
    .execute()
  return {
    channel,
    async begin({ by = 'kagiso', ...wanted } = {}) {
      const { topic } = await startTopic(living.ctx(by), {
        channel: channel.ask,
        title: 'How large is your sample?',
        text: 'We have **300** schools.',
        ...wanted,
      })
      return topic
    },
  }
}
