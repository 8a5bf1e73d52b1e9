import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import {
  addNote,
  editNote,
  endMeeting,
  joinNotes,
  notes,
  noteToEdit,
  openRoom,
  startMeeting,
  takeNoteOut,
} from '../index.ts'

async function openMeeting(db: Parameters<typeof livingCalendar>[0], wanted = {}) {
  const living = await livingCalendar(db)
  const id = await living.plan(wanted)
  await openRoom(living.during('sipho'), { id })
  await startMeeting(living.during('sipho'), { id })
  return { ...living, id }
}

test('several people write into the sections of the format, beside one another', async ({ db }) => {
  const { during, id } = await openMeeting(db)
  const { sections } = await notes(during('amina'), { id })
  // Attendance is known by itself: nobody writes it down.
  expect(sections.map(({ title }) => title)).toEqual([
    'Shared note by group scribes',
    'Chat log filtered for asks, offers, links',
    null,
  ])
  await addNote(during('amina'), { id, section: 'kept-1', text: 'Two groups use phone surveys.' })
  await addNote(during('kagiso'), { id, section: 'kept-1', text: 'One stopped: too many refusals.' })
  const once = await addNote(during('fatou'), { id, section: 'other', text: 'À reprendre en juin.' })
  expect(await addNote(during('fatou'), { id, section: 'other', text: 'À reprendre en juin.' })).toEqual(once)
  const read = await notes(during('kagiso'), { id })
  expect(read.sections.map(({ notes }) => notes.map(({ text, by }) => [text, by]))).toEqual([
    [
      ['Two groups use phone surveys.', 'Amina Otieno'],
      ['One stopped: too many refusals.', 'Kagiso Molefe'],
    ],
    [],
    [['À reprendre en juin.', 'Fatou Diop']],
  ])
})

const first = async (ctx: Parameters<typeof notes>[0], id: string) =>
  (await notes(ctx, { id })).sections[0]!.notes.map(({ text, beside }) => [text, beside])

test('what two change in different sentences of one note at once is put together', async ({ db }) => {
  const { during, id } = await openMeeting(db)
  const text = 'The sample was 300. Refusals doubled.'
  const { note } = await addNote(during('amina'), { id, section: 'kept-1', text })
  await editNote(during('sipho'), { id, note, version: 1, text: text.replace('300', '320') })
  const mine = { id, note, version: 1, text: `${text} Ask again in June.` }
  expect(await editNote(during('amina'), mine)).toEqual({ note, beside: false, merged: true })
  const together = [['The sample was 320. Refusals doubled. Ask again in June.', false]]
  expect(await first(during('amina'), id)).toEqual(together)
  // Pressed twice it is no more than that.
  await editNote(during('amina'), mine)
  expect(await first(during('amina'), id)).toEqual(together)
  const before = await db.selectFrom('note_version').select(['version', 'text']).orderBy('version').execute()
  expect(before.slice(0, 2)).toEqual([
    { version: 1, text },
    { version: 2, text: text.replace('300', '320') },
  ])
})

test('two who change the same sentence at once both keep what they wrote, see where it differs, and make one of it', async ({
  db,
}) => {
  const { during, id } = await openMeeting(db)
  const { note } = await addNote(during('amina'), { id, section: 'kept-1', text: 'Sample: 300' })
  expect(await editNote(during('sipho'), { id, note, version: 1, text: 'Sample: 320' })).toMatchObject({ note })
  const mine = await editNote(during('amina'), { id, note, version: 1, text: 'Sample: 300 households' })
  expect(mine).toMatchObject({ beside: true })
  expect(await first(during('amina'), id)).toEqual([
    ['Sample: 320', false],
    ['Sample: 300 households', true],
  ])
  const { other } = await noteToEdit(during('amina'), { id, note: mine.note })
  expect(other).toMatchObject({
    stretches: [{ theirs: 'Sample: 320', mine: 'Sample: 300 households' }],
    together: 'Sample: 320 Sample: 300 households',
    version: 2,
  })
  const one = { id, note: mine.note, version: other!.version, text: 'Sample: 320 households' }
  await expect(joinNotes(during('amina'), { ...one, version: 1 })).rejects.toMatchObject({ code: 'meet.changed-again' })
  await expect(joinNotes(during('kagiso'), one)).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(joinNotes(during('amina'), { ...one, note })).rejects.toMatchObject({ kind: 'not-found' })
  await joinNotes(during('amina'), one)
  expect(await first(during('amina'), id)).toEqual([['Sample: 320 households', false]])
  // Nothing was thrown away for it.
  expect(await db.selectFrom('note').selectAll().execute()).toHaveLength(2)
  expect(await db.selectFrom('note_version').selectAll().execute()).toHaveLength(2)
})

test('what is learned may leave, who said it may not: names are for whoever runs the room', async ({ db }) => {
  const { during, id } = await openMeeting(db, { confidence: 'learned-leaves' })
  await addNote(during('amina'), { id, section: 'other', text: 'Refusals doubled.' })
  const by = async (name: 'kagiso' | 'sipho') =>
    (await notes(during(name), { id })).sections.flatMap(({ notes }) => notes.map(({ by }) => by))
  expect(await by('kagiso')).toEqual([null])
  expect(await by('sipho')).toEqual(['Amina Otieno'])
})

test('of a meeting that nothing leaves nothing is noted', async ({ db }) => {
  const { during, id } = await openMeeting(db, { confidence: 'nothing-leaves' })
  await expect(addNote(during('amina'), { id, section: 'other', text: 'Hm.' })).rejects.toMatchObject({
    code: 'meet.nothing-leaves',
  })
  expect((await notes(during('amina'), { id })).kept).toBe(false)
})

test('notes are changed by who wrote them and who holds the event, and after the end by the latter alone', async ({
  db,
}) => {
  const { during, after, id } = await openMeeting(db)
  const { note } = await addNote(during('amina'), { id, section: 'other', text: 'One.' })
  await expect(editNote(during('kagiso'), { id, note, version: 1, text: 'Two.' })).rejects.toMatchObject({
    kind: 'not-allowed',
  })
  await expect(takeNoteOut(during('kagiso'), { id, note })).rejects.toMatchObject({ kind: 'not-allowed' })
  for (const stranger of [during('joseph'), during(null)])
    await expect(addNote(stranger, { id, section: 'other', text: 'Me.' })).rejects.toMatchObject({
      kind: expect.stringMatching(/not-found|not-allowed/),
    })
  await expect(addNote(during('amina'), { id, section: 'nowhere', text: 'Me.' })).rejects.toMatchObject({
    issues: [{ code: 'meet.section' }],
  })
  await endMeeting(after('sipho'), { id })
  await expect(addNote(after('amina'), { id, section: 'other', text: 'Late.' })).rejects.toMatchObject({
    code: 'live.over',
  })
  await addNote(after('sipho'), { id, section: 'other', text: 'Late, by the facilitator.' })
})
