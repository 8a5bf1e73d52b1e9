import type { Kysely } from 'kysely'
import { expect, test as pure } from 'vitest'
import type { DB } from '../../database.gen.ts'
import { freshDatabase, test } from '#tests/support/database.ts'
import { openDatabase } from '../../foundations/db/index.ts'
import { livingCalendar, sessionStart } from '#tests/support/events.ts'
import type { Name } from '#tests/support/people.ts'
import { lettersTo, react } from '#tests/support/reacting.ts'
import {
  answerPanel,
  answerPanelByLink,
  askExcuse,
  cancelEvent,
  eventPage,
  namePanel,
  panelByLink,
  panelPage,
  panelRota,
  rsvp,
} from '../index.ts'
import { propose, type Candidate } from './turns.ts'

const someone = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  id: name,
  name,
  organisation: null,
  turns: 0,
  last: null,
  state: null,
  part: null,
  away: null,
  ...more,
})
const names = (people: readonly { name: string }[]) => people.map(({ name }) => name)

pure('fewest turns first, then other organisations, then whoever waited longest, then by name', () => {
  const people = [
    someone('Zola', { organisation: 'A' }),
    someone('Anna', { organisation: 'A' }),
    someone('Ben', { turns: 1, last: '2026-02-01' }),
    someone('Cele', { turns: 1, last: '2025-11-01' }),
    someone('Dan', { organisation: 'B', last: '2025-01-01' }),
    someone('Eve', { turns: 2 }),
  ]
  expect(names(propose(people, 5))).toEqual(['Anna', 'Dan', 'Zola', 'Cele', 'Ben'])
  expect(names(propose(people.toReversed(), 5))).toEqual(['Anna', 'Dan', 'Zola', 'Cele', 'Ben'])
  expect(names(propose(people, 2))).toEqual(['Anna', 'Dan'])
})

pure('seats that are taken are not filled again; whoever said no or is away is not proposed', () => {
  const people = [
    someone('Anna', { state: 'accepted' }),
    someone('Ben', { state: 'asked' }),
    someone('Cele', { state: 'declined' }),
    someone('Dan', { away: 'no' }),
    someone('Eve', { away: 'excused' }),
    someone('Fay', { turns: 9 }),
  ]
  expect(names(propose(people, 3))).toEqual(['Fay'])
  expect(propose(people, 2)).toEqual([])
  expect(names(propose(people, 12))).toEqual(['Fay'])
})

/** A CoP meeting on 12 March that the hub promised to come to, and two after it. */
async function meetings(db: Kysely<DB>) {
  const world = await livingCalendar(db)
  const plan = (date: string) => world.plan({ format: 'cop-meeting-with-panel', title: `Meeting of ${date}`, date })
  const id = await plan('2026-03-12')
  const ask = (event: string, ...people: Name[]) =>
    namePanel(world.ctx('nomsa'), { id: event, panel: people.map((name) => ({ member: world.member[name] })) })
  const linkOf = async (name: Name) => {
    const letter = (await lettersTo(db, name)).find(({ kind }) => kind === 'panel-asked')!
    const [, event, token] = /\/in\/panel\/([\w-]+)\/(\w+)/.exec(letter.text)!
    return [{ ...world.ctx(null), community: null }, event!, token!] as const
  }
  return { ...world, plan, id, ask, linkOf }
}

test('whoever is named is asked by mail, once, and says yes by the link without signing in', async ({ db }) => {
  const { ctx, id, ask, linkOf } = await meetings(db)
  await ask(id, 'amina')
  await react(ctx(null), 'panel.named')
  await ask(id, 'amina', 'sipho')
  await react(ctx(null), 'panel.named')
  const [letter, ...others] = await lettersTo(db, 'amina')
  expect(others).toEqual([])
  expect(letter!.subject).toBe('Will you sit on the panel? Meeting of 2026-03-12')
  expect(letter!.text).toContain('14:00–16:00 your time (Nairobi)')
  const [stranger, event, token] = await linkOf('amina')
  expect(await panelByLink(stranger, event, token)).toMatchObject({ state: 'asked', open: true, accepted: [] })
  expect(await db.selectFrom('fact').select('id').where('kind', 'like', 'panel.a%').execute()).toEqual([])
  await answerPanelByLink(stranger, event, token, 'accepted')
  await answerPanelByLink(stranger, event, token, 'accepted')
  expect(await panelByLink(stranger, event, token)).toMatchObject({ state: 'accepted' })
  expect(await db.selectFrom('fact').select('id').where('kind', '=', 'panel.accepted').execute()).toHaveLength(1)
  const [other, , forSipho] = await linkOf('sipho')
  expect(await panelByLink(other, event, forSipho)).toMatchObject({ accepted: ['Amina Otieno'] })
  for (const made of [token.replace(/^./, 'z'), '', forSipho.slice(1)])
    await expect(panelByLink(stranger, event, made)).rejects.toMatchObject({ code: 'panel.place' })
  await expect(answerPanelByLink(stranger, event, token, 'perhaps')).rejects.toMatchObject({ kind: 'invalid' })
})

test('after a no whoever tends the event hears whose turn is next; nobody is asked by itself, nor the same person again', async ({
  db,
}) => {
  const { ctx, id, plan, ask } = await meetings(db)
  const before = await plan('2026-02-05')
  await ask(before, 'sipho')
  await db.updateTable('event').set({ state: 'held' }).where('id', '=', before).execute()
  await ask(id, 'amina', 'nomsa')
  await answerPanel(ctx('amina'), { id, answer: 'declined' })
  await react(ctx(null), 'panel.declined')
  await react(ctx(null), 'panel.declined')
  const letters = (await lettersTo(db, 'nomsa')).filter(({ kind }) => kind === 'panel-declined')
  expect(letters).toHaveLength(1)
  expect(letters[0]!.text).toContain(
    'Next in turn: Zanele Mthembu, Province of KwaZulu-Natal (no turn in the last year)',
  )
  expect((await lettersTo(db, 'zanele')).filter(({ kind }) => kind === 'panel-asked')).toEqual([])
  const page = await panelPage(ctx('nomsa'), { id })
  expect(page.people).toMatchObject([
    { name: 'Amina Otieno', state: 'declined', proposed: false },
    { name: 'Nomsa Dlamini', state: 'asked', proposed: false },
    { name: 'Sipho Ndlovu', turns: 1, last: '2026-02-05', proposed: true },
    { name: 'Zanele Mthembu', turns: 0, proposed: true },
  ])
  expect((await eventPage(ctx('nomsa'), { id })).seat).toBe('asked')
  // Asked again on purpose.
  await ask(id, 'amina')
  expect((await panelPage(ctx('nomsa'), { id })).people[0]).toMatchObject({ state: 'asked' })
})

test('whoever does not come or asks to be excused is not proposed; whoever is released is told', async ({ db }) => {
  const { ctx, id, ask } = await meetings(db)
  await rsvp(ctx('amina'), { id, answer: 'no' })
  await askExcuse(ctx('sipho'), { id, reason: 'A wedding' })
  const { people } = await panelPage(ctx('nomsa'), { id })
  expect(people.filter(({ proposed }) => proposed).map(({ name }) => name)).toEqual(['Nomsa Dlamini', 'Zanele Mthembu'])
  expect(people.map(({ away }) => away)).toEqual(['no', null, 'excused', null])
  await ask(id, 'zanele', 'nomsa')
  await ask(id, 'nomsa')
  await react(ctx(null), 'panel.named')
  expect((await lettersTo(db, 'zanele')).map(({ kind }) => kind)).toEqual(['panel-released'])
  await expect(answerPanel(ctx('zanele'), { id, answer: 'accepted' })).rejects.toMatchObject({ code: 'panel.place' })
})

test('over the meetings ahead the turns go round: what is proposed for one counts in the next', async ({ db }) => {
  const { ctx, id, plan, ask } = await meetings(db)
  const next = await plan('2026-04-16')
  await plan('2026-05-14')
  await db
    .updateTable('event_format')
    .set({ data: JSON.stringify({ roles: [{ role: 'hub-member', count: 2 }] }) })
    .execute()
  await ask(id, 'amina', 'sipho')
  const rota = await panelRota(ctx('nomsa'), { circle: 'mel-hub' })
  expect(rota.meetings.map(({ sitting, proposed }) => [names(sitting), names(proposed)])).toEqual([
    [['Amina Otieno', 'Sipho Ndlovu'], []],
    [[], ['Nomsa Dlamini', 'Zanele Mthembu']],
    [[], ['Amina Otieno', 'Sipho Ndlovu']],
  ])
  expect(rota.people).toMatchObject([
    { name: 'Amina Otieno', turns: 1, last: '2026-03-12' },
    { name: 'Nomsa Dlamini', turns: 0, last: null },
    { name: 'Sipho Ndlovu', turns: 1, last: '2026-03-12' },
    { name: 'Zanele Mthembu', turns: 0, last: null },
  ])
  expect(await panelRota(ctx('nomsa'), { circle: 'mel-hub' })).toEqual(rota)
  await cancelEvent(ctx('nomsa'), { id, reason: 'Rain' })
  const after = await panelRota(ctx('nomsa'), { circle: 'mel-hub' })
  expect(after.meetings[0]).toMatchObject({ event: { id: next }, proposed: [{ turns: 0 }, { turns: 0 }] })
})

test('only stewards see the rota, only whoever was asked answers, and until the event begins', async ({ db }) => {
  const { ctx, id, ask } = await meetings(db)
  for (const name of ['amina', 'kagiso', 'joseph', null] as const)
    await expect(panelRota(ctx(name), { circle: 'mel-hub' })).rejects.toMatchObject({ kind: 'not-allowed' })
  await ask(id, 'amina')
  for (const name of ['sipho', 'kagiso'] as const)
    await expect(answerPanel(ctx(name), { id, answer: 'accepted' })).rejects.toMatchObject({ kind: 'not-found' })
  for (const name of ['joseph', null] as const)
    await expect(answerPanel(ctx(name), { id, answer: 'accepted' })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-(found|allowed)/),
    })
  await expect(answerPanel(ctx('amina', { at: sessionStart }), { id, answer: 'declined' })).rejects.toMatchObject({
    code: 'events.has-begun',
  })
})

pure('a yes and a no at the same moment leave one answer, and one fact of each that counted', async () => {
  await using database = await freshDatabase()
  const [one, two] = [openDatabase(database.url), openDatabase(database.url)]
  const { ctx, id, ask } = await meetings(one)
  await ask(id, 'amina')
  await Promise.all([
    answerPanel({ ...ctx('amina'), db: one }, { id, answer: 'accepted' }),
    answerPanel({ ...ctx('amina'), db: two }, { id, answer: 'declined' }),
  ])
  const { state } = await one.selectFrom('panel_place').select('state').executeTakeFirstOrThrow()
  const facts = await one
    .selectFrom('fact')
    .select('kind')
    .where('kind', 'in', ['panel.accepted', 'panel.declined'])
    .orderBy('id')
    .execute()
  expect(facts).toHaveLength(2)
  expect(['accepted', 'declined']).toContain(state)
  await one.destroy()
  await two.destroy()
})
