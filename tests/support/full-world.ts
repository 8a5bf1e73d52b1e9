/** Thuto M&E with one of everything that a call can be about, for the table of who gets through. */
import type { Kysely } from 'kysely'
import { askToJoin, invite } from '#server/communities/index.ts'
import type { DB } from '#server/database.gen.ts'
import { comment, keepVersion, share, start } from '#server/design/index.ts'
import { newId } from '#server/foundations/id.ts'
import { writeMail } from '#server/foundations/mail/index.ts'
import { livingCalendar } from './events.ts'
import { fullDiscussion } from './full-discussion.ts'
import { fullCalendar } from './full-calendar.ts'
import { now, type Name } from './people.ts'

type Fields = Record<string, unknown>

/**
 * The world and its `things`: what the fields of a room's calls hold, and under the name of a call what only its own do.
 * Events are the hub's unless told, so that the wider circle is refused for being the wider circle. The designs are
 * `designer`'s.
 */
export async function fullWorld(db: Kysely<DB>, designer: Name, eventsFor: 'mel-hub' | 'everybody' = 'mel-hub') {
  const world = await livingCalendar(db)
  const nomsa = world.ctx('nomsa')
  const in_ = { community_id: world.community.id }
  const calendar = await fullCalendar(db, world, eventsFor)
  const discussion = await fullDiscussion(db, world, eventsFor, String(calendar.live!.id))
  const { invitation } = await invite(nomsa, { email: 'lerato@example.org', circle: 'wider-circle' })
  await db.updateTable('circle').set({ policy: 'approval' }).where('id', '=', world.circles['mel-hub'].id).execute()
  await askToJoin(world.ctx('ayesha'), { circle: 'mel-hub' })
  const { id: request } = await db.selectFrom('join_request').select('id').executeTakeFirstOrThrow()
  const { id: term } = await db
    .selectFrom('role_term')
    .select('id')
    .where('community_id', '=', world.community.id)
    .where('role', '=', 'sponsor')
    .executeTakeFirstOrThrow()
  const step = newId(now)
  await db
    .insertInto('onboarding_step')
    .values({ ...in_, id: step, key: 'say-hello', position: 1, title: 'Say hello' })
    .execute()
  const item = newId(now)
  await db
    .insertInto('checklist_item')
    .values({
      ...in_,
      id: item,
      key: 'charter',
      text: 'Agree on the charter',
      due_on: '2026-03-01',
      owner: 'coordinator',
      position: 1,
    })
    .execute()
  const letter = await writeMail(
    nomsa,
    { email: 'a@example.org', locale: 'en' },
    { subject: 'Hello', blocks: [], why: 'why' },
    { kind: 'test' },
  )
  const mail = newId(now)
  const raw = Buffer.from('Subject: Accept')
  const from = { recipient: 'hello@copse.test', message_id: '<a@example.org>', sender: 'a@example.org' }
  await db
    .insertInto('received_mail')
    .values({ ...in_, ...from, id: mail, raw, received_at: now })
    .execute()
  const { design } = await start(world.ctx(designer), { example: '02-national-network' })
  const { version } = await keepVersion(world.ctx(designer), { design })
  const { comment: said } = await comment(world.ctx(designer), { design, text: 'Good.' })
  const { share: link, url } = await share(world.ctx(designer), { design, may: 'read' })
  const things: Record<string, Fields> = {
    communities: { circle: 'wider-circle', invitation, request, term, step, member: world.member.amina },
    'communities.ask-to-join': { circle: 'mel-hub' },
    ...calendar,
    ...discussion,
    design: { design, version, comment: said, link, token: url.split('/').at(-1) },
    'design.override': { decision: 'cadence.peer-clinic', value: 'monthly' },
    launch: { design, version, slug: 'new-community', name: 'New community' },
    learning: { indicator: 'ind-act-01' },
    stewardship: { item, letter, mail },
  }
  return { ...world, things }
}
