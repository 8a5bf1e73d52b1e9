import fc from 'fast-check'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  dissolveGroups,
  groups,
  joinRoom,
  leaveGroup,
  makeGroups,
  noteHere,
  openRoom,
  placeLatecomers,
  readPeople,
  roomFor,
  startMeeting,
} from '../index.ts'
import { groupCount, mix, pairOf, type Mixed } from './mix.ts'

const person = fc.record({
  organisation: fc.option(fc.constantFrom('elimu', 'trust', 'lab', 'province')),
  inner: fc.boolean(),
  newcomer: fc.boolean(),
})
const crowd = fc
  .array(person, { minLength: 2, maxLength: 60 })
  .map((all): Mixed[] => all.map((each, i) => ({ ...each, id: `p${i}` })))

test('everybody has one place, sizes differ by one at most, and the same seed gives the same groups', () => {
  fc.assert(
    fc.property(crowd, fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 1e6 }), (people, size, seed) => {
      const places = mix(people, size, seed)
      expect([...places.keys()].toSorted()).toEqual(people.map(({ id }) => id).toSorted())
      const sizes = [...Map.groupBy(places.values(), (number) => number).values()].map((group) => group.length)
      expect(sizes).toHaveLength(groupCount(people.length, size))
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
      expect([...mix(people.toReversed(), size, seed)].toSorted()).toEqual([...places].toSorted())
    }),
  )
})

test('people of one organisation and pairs of last time are apart wherever that can be', () => {
  const people: Mixed[] = Array.from({ length: 24 }, (_, i) => ({
    id: `p${String(i).padStart(2, '0')}`,
    organisation: `o${i % 6}`,
    inner: i < 6,
    newcomer: i % 4 === 0,
  }))
  const together = (places: Map<string, number>, same: (a: Mixed, b: Mixed) => boolean) =>
    people.flatMap((a, i) => people.slice(i + 1).filter((b) => places.get(a.id) === places.get(b.id) && same(a, b)))
      .length
  const first = mix(people, 4, 1)
  expect(together(first, (a, b) => a.organisation === b.organisation)).toBe(0)
  const before = new Map(
    people.flatMap((a, i) =>
      people
        .slice(i + 1)
        .flatMap((b) => (first.get(a.id) === first.get(b.id) ? [[pairOf(a.id, b.id), 1] as const] : [])),
    ),
  )
  const second = mix(people, 4, 2, before)
  expect(together(second, (a, b) => before.has(pairOf(a.id, b.id)))).toBeLessThanOrEqual(2)
  expect(together(second, (a, b) => a.organisation === b.organisation)).toBe(0)
})

test('groups are made of those in the room, latecomers are placed without moving anybody, and who left is taken out', async ({
  db,
}) => {
  const { during, plan, circles } = await livingCalendar(db)
  expect(circles['mel-hub'].key).toBe('mel-hub')
  const id = await plan()
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  await expect(makeGroups(during('sipho'), { id, size: 3 })).rejects.toMatchObject({ code: 'meet.too-few' })
  for (const name of ['nomsa', 'amina', 'kagiso', 'johan', 'fatou', 'zanele'] as const)
    await joinRoom(during(name), { id })
  expect(await makeGroups(during('sipho'), { id, size: 3 })).toEqual({ round: 1, groups: 2 })
  const first = await groups(during('amina'), { id })
  expect(first.groups.map(({ people }) => people.length)).toEqual([3, 3])
  // Nomsa and Johan work for the same trust.
  const of = (name: string) => first.groups.find(({ people }) => people.some((each) => each.name === name))!.number
  expect(of('Nomsa Dlamini')).not.toBe(of('Johan Botha'))

  const late = { ...during('ayesha'), now: during('ayesha').now.add({ minutes: 5 }) }
  await joinRoom(late, { id })
  const gone = first.groups[1]!.people[0]!
  await leaveGroup(during('sipho'), { id, participant: gone.id })
  expect(await placeLatecomers({ ...during('sipho'), now: late.now }, { id })).toEqual({ placed: 1 })
  const after = await groups(during('amina'), { id })
  expect(after.groups[0]).toEqual(first.groups[0])
  expect(after.groups[1]!.people.map(({ name }) => name)).toContain('Ayesha Patel')
  expect(after.groups[1]!.people.map(({ id }) => id)).not.toContain(gone.id)
  expect(await placeLatecomers({ ...during('sipho'), now: late.now }, { id })).toEqual({ placed: 0 })
  await dissolveGroups(during('sipho'), { id })
  expect(await groups(during('amina'), { id })).toMatchObject({ round: 0, groups: [], without: 0 })
  expect(await makeGroups(during('sipho'), { id, size: 3 })).toMatchObject({ round: 2 })
  await expect(makeGroups(during('amina'), { id, size: 3 })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(makeGroups(during('sipho'), { id, size: 1 })).rejects.toMatchObject({ kind: 'invalid' })
})

test('whoever is away is shown as away and gets no place, whoever uses plain forms does, and who comes back is there', async ({
  db,
}) => {
  const { during, plan } = await livingCalendar(db)
  const id = await plan()
  await openRoom(during('sipho'), { id })
  await startMeeting(during('sipho'), { id })
  const people = ['amina', 'kagiso', 'fatou', 'johan', 'zanele', 'sipho'] as const
  const participants = new Map<string, string>()
  for (const name of people) participants.set(name, (await joinRoom(during(name), { id })).participant)
  const later = (name: (typeof people)[number], minutes: number) => {
    const ctx = during(name)
    return { ...ctx, now: ctx.now.add({ minutes }) }
  }
  const seen = (minutes: number, ...names: string[]) =>
    noteHere(
      later('sipho', minutes),
      id,
      names.map((name) => participants.get(name)!),
    )
  await seen(0, 'amina', 'kagiso')
  await seen(3, 'amina')
  const at = later('sipho', 4)
  const live = await roomFor(at, { id })
  expect(await readPeople(at, live)).toEqual({ joined: 6, here: 5, byCode: 0 })
  await makeGroups.run(at, { id, size: 3 })
  const made = await groups(at, { id })
  expect(made).toMatchObject({ people: 5, away: 1, without: 0 })
  expect(made.groups.flatMap(({ people }) => people.map((each) => each.id))).not.toContain(participants.get('kagiso'))
  await seen(5, 'amina', 'kagiso')
  expect(await groups(later('sipho', 5), { id })).toMatchObject({ people: 6, away: 0, without: 1 })
  // Amina is in her group all the same while her train is in a tunnel.
  const tunnel = await groups(later('sipho', 9), { id })
  const amina = tunnel.groups.flatMap(({ people }) => people).find((each) => each.id === participants.get('amina'))
  expect(amina).toMatchObject({ away: true })
})
