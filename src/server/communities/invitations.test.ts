import { describe, expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCommunity, now } from '#tests/support/people.ts'
import type { Kysely } from 'kysely'
import type { DB } from '../database.gen.ts'
import {
  acceptInvitation,
  invitationPage,
  invitations,
  invite,
  inviteMany,
  previewInvitations,
  revokeInvitation,
} from './index.ts'

const days = (count: number) => now.add({ hours: count * 24 })

/** The secret of the newest invitation to an address, read from its mail as the receiver reads it. */
async function tokenFor(db: Kysely<DB>, email: string): Promise<string> {
  const mail = await db
    .selectFrom('mail')
    .select('text')
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return /\/invitation\/([\w-]+)/.exec(mail.text)![1]!
}

describe('an invitation', () => {
  test('is a mail with a link that gives the place once, also while the community’s mail is off', async ({ db }) => {
    const { ctx, circles } = await livingCommunity(db)
    await invite(ctx('nomsa'), { email: 'Ruth.Adeyemi@example.org', circle: 'mel-hub' })
    const mail = await db.selectFrom('mail').selectAll().where('kind', '=', 'invitation').executeTakeFirstOrThrow()
    expect([mail.to_address, mail.state]).toEqual(['ruth.adeyemi@example.org', 'kept'])
    const token = await tokenFor(db, 'ruth.adeyemi@example.org')
    expect((await invitationPage(ctx(null), { token })).circle.name).toBe('MEL hub')
    const { member } = await acceptInvitation(ctx('ruth'), { token })
    const places = await db.selectFrom('circle_place').select('circle_id').where('member_id', '=', member).execute()
    expect(places.map((place) => place.circle_id).toSorted()).toEqual(
      [circles['mel-hub'].id, circles['wider-circle'].id].toSorted(),
    )
    await expect(acceptInvitation(ctx('grace'), { token })).rejects.toMatchObject({
      code: 'communities.invitation-used',
    })
  })

  test('ends after three weeks, when it is taken back, and when the address is invited anew', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const { invitation } = await invite(ctx('nomsa'), { email: 'a@example.org', circle: 'mel-hub' })
    const first = await tokenFor(db, 'a@example.org')
    await expect(acceptInvitation(ctx('ruth', { at: days(22) }), { token: first })).rejects.toMatchObject({
      code: 'communities.invitation-ended',
    })
    await invite(ctx('nomsa', { at: days(1) }), { email: 'A@example.org', circle: 'mel-hub' })
    await expect(invitationPage(ctx(null), { token: first })).rejects.toMatchObject({ kind: 'not-found' })
    await expect(revokeInvitation(ctx('nomsa'), { invitation })).rejects.toMatchObject({ kind: 'not-found' })
    const open = await invitations(ctx('nomsa'), {})
    await revokeInvitation(ctx('nomsa'), { invitation: open[0]!.id })
    expect(await invitations(ctx('nomsa'), {})).toEqual([])
  })

  test('opens nothing at the door of another community', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await invite(ctx('nomsa'), { email: 'a@example.org', circle: 'mel-hub' })
    const token = await tokenFor(db, 'a@example.org')
    await expect(acceptInvitation(ctx('ruth', { in: 'maji' }), { token })).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('is sent by stewards only', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    for (const who of ['kagiso', 'amina', 'joseph', null] as const) {
      await expect(invite(ctx(who), { email: 'a@example.org', circle: 'mel-hub' })).rejects.toMatchObject({
        kind: 'not-allowed',
      })
    }
    expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
  })
})

describe('a list of people', () => {
  const list = [
    'email;name;circle',
    'new@example.org;Añaïs ንጉሥ;',
    'not an address;Somebody;',
    'new@example.org;Again;',
    'kagiso@example.org;;wider-circle',
    'x@example.org;;moon',
    '',
  ].join('\n')

  test('is read line by line, and says what would happen without doing it', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const { list: read } = await previewInvitations(ctx('nomsa'), { list, circle: 'mel-hub' })
    expect(read.map(({ line, outcome, problem }) => [line, outcome, problem])).toEqual([
      [2, 'invite', undefined],
      [3, 'broken', 'email'],
      [4, 'twice', undefined],
      [5, 'member', undefined],
      [6, 'broken', 'circle'],
    ])
    expect(await invitations(ctx('nomsa'), {})).toEqual([])
  })

  test('invites those who can be invited and leaves the others out', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    const { invited } = await inviteMany(ctx('nomsa'), { list, circle: 'mel-hub' })
    expect(invited).toBe(1)
    expect((await invitations(ctx('nomsa'), {})).map(({ email, name }) => [email, name])).toEqual([
      ['new@example.org', 'Añaïs ንጉሥ'],
    ])
    expect((await previewInvitations(ctx('nomsa'), { list, circle: 'mel-hub' })).list[0]!.outcome).toBe('invited')
  })

  test('with a quotation mark that never closes invites nobody and names the line', async ({ db }) => {
    const { ctx } = await livingCommunity(db)
    await expect(
      inviteMany(ctx('nomsa'), { list: 'a@example.org\n"b@example.org\nc@example.org', circle: 'mel-hub' }),
    ).rejects.toMatchObject({ code: 'communities.list-unreadable' })
    expect(await invitations(ctx('nomsa'), {})).toEqual([])
  })
})
