import { unzipSync, strFromU8 } from 'fflate'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Kysely } from 'kysely'
import { expect } from 'vitest'
import type { DB } from '../../database.gen.ts'
import { newId } from '../../foundations/id.ts'
import { reactions } from '../../reactions.ts'
import type { Fact } from '../../facts.ts'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { markAttendance } from '../index.ts'
import {
  certificateFile,
  issueCertificate,
  myCertificate,
  records,
  seriesBook,
  verifyCertificate,
  wrapUp,
} from './index.ts'

/** A series of three meetings: one open, one without names, one out of which nothing leaves. */
async function series(db: Kysely<DB>) {
  const living = await livingCalendar(db)
  const { after, community, member, plan } = living
  const id = newId(after('nomsa').now)
  await db
    .insertInto('series')
    .values({
      community_id: community.id,
      id,
      key: 'monthly',
      format_key: 'monthly-learning-session',
      title: 'Monthly learning session',
      rule_in_words: 'monthly',
      wall_time: '13:00',
      zone: 'Africa/Johannesburg',
      minutes: 90,
      starts_on: '2026-01-01',
      ends_on: '2026-12-31',
    })
    .execute()
  const held = async (date: string, confidence: string, said: string) => {
    const event = await plan({ date, title: `On ${said}` })
    await db.updateTable('event').set({ series_id: id, confidence }).where('id', '=', event).execute()
    const at = (name: 'nomsa' | 'amina') => ({ ...after(name), now: Temporal.Instant.from(`${date}T16:00:00Z`) })
    await markAttendance(at('nomsa'), { id: event, present: [member.amina, member.nomsa] })
    await wrapUp(at('nomsa'), {
      id: event,
      summary: `What was said of ${said}.`,
      decisions: [{ text: `=HYPERLINK("x";"${said}")`, by_whom: 'Amina Otieno' }],
      actions: [{ text: `Act on ${said}`, owner: member.amina, due_on: '2026-06-01' }],
      publish: true,
    })
    return event
  }
  const open = await held('2026-03-12', 'open', 'reading')
  await held('2026-04-09', 'learned-leaves', 'failing')
  await held('2026-05-14', 'nothing-leaves', 'quarrels')
  return { ...living, id, open }
}

/** A quarrel and a name in a meeting that keeps them must not be found. */
function mustHold(text: string): void {
  expect(text).toContain('What was said of reading')
  expect(text).toContain('What was said of failing')
  expect(text).not.toContain('quarrels')
  expect(text.match(/Amina Otieno/g)).not.toBeNull()
}

test('a series can be taken away as Word, PDF and Excel, and all hold what is told in confidence', async ({ db }) => {
  const { ctx, id } = await series(db)
  const word = await seriesBook(ctx('amina'), { series: id, format: 'docx' })
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(word.bytes) })
  mustHold(value)
  expect(value).toContain('Monthly learning session')
  expect(word.filename).toBe('Monthly learning session.docx')

  const pdf = await seriesBook(ctx('fatou'), { series: id, format: 'pdf' })
  const { text } = await extractText(await getDocumentProxy(pdf.bytes), { mergePages: true })
  mustHold(text.replace(/\s+/g, ' '))
  expect(text).toContain('En un coup d’œil')

  const book = await seriesBook(ctx('amina'), { series: id, format: 'xlsx' })
  const parts = Object.entries(unzipSync(book.bytes)).map(([name, bytes]) => [name, strFromU8(bytes)] as const)
  const cells = parts
    .filter(([name]) => /sharedStrings|sheet\d/.test(name))
    .map(([, xml]) => xml)
    .join('\n')
  mustHold(cells)
  expect(cells).not.toContain('<f>')
  expect(cells).toMatch(/(&apos;|')=HYPERLINK/)
})

test('of a meeting without names no action and no decision names somebody in the book', async ({ db }) => {
  const { ctx, id } = await series(db)
  const word = await seriesBook(ctx('nomsa'), { series: id, format: 'docx' })
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(word.bytes) })
  const [, second] = value.split(/What was said of failing/)
  expect(second).not.toContain('Amina')
})

test('a book is for members, and a list says which series have one', async ({ db }) => {
  const { ctx, id } = await series(db)
  expect(await records(ctx('kagiso'), {})).toMatchObject({
    items: [{ title: 'On failing' }, { title: 'On reading', decisions: 1, actions: 1, done: 0 }],
    series: [{ id, held: 2 }],
  })
  await expect(seriesBook(ctx(null), { series: id, format: 'pdf' })).rejects.toMatchObject({ code: 'sign-in-needed' })
  await expect(seriesBook(ctx('joseph'), { series: id, format: 'pdf' })).rejects.toMatchObject({
    code: 'communities.see-home',
  })
  await expect(seriesBook(ctx('amina'), { series: newId(ctx('amina').now), format: 'pdf' })).rejects.toMatchObject({
    kind: 'not-found',
  })
})

test('a certificate says what its holder agreed to, is checked by anybody, and is void when attendance was not so', async ({
  db,
}) => {
  const { ctx, after, member, open } = await series(db)
  await expect(issueCertificate(ctx('kagiso'), { id: open, says_name: true })).rejects.toMatchObject({
    code: 'record.not-there',
  })
  const { code } = await issueCertificate(ctx('amina'), { id: open, says_name: false })
  const stranger = ctx(null, { in: null })
  expect(await verifyCertificate(stranger, code)).toMatchObject({
    valid: true,
    name: null,
    event: 'On reading',
    minutes: 90,
    community: 'Thuto M&E',
  })
  expect((await issueCertificate(ctx('amina'), { id: open, says_name: true })).code).toBe(code)
  const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
  expect(await verifyCertificate(stranger, typed)).toMatchObject({ name: 'Amina Otieno' })
  await expect(verifyCertificate(stranger, 'AAAA-AAAA-AAAA-AAAA')).rejects.toMatchObject({ kind: 'not-found' })

  const { bytes, filename } = await certificateFile(ctx('amina'), open)
  const pdf = await getDocumentProxy(new Uint8Array(bytes))
  const { text, totalPages } = await extractText(pdf, { mergePages: true })
  expect(totalPages).toBe(1)
  expect(filename).toBe('Certificate of attendance 2026-03-12.pdf')
  for (const said of [
    'Amina Otieno',
    'On reading',
    '90 minutes, 12 March 2026',
    `http://copse.test/verify/${code}`,
    'Thuto M&E',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(said)
  await expect(certificateFile(ctx('nomsa'), open)).rejects.toMatchObject({ kind: 'not-found' })

  await markAttendance(after('nomsa'), { id: open, present: [], marked: [member.amina] })
  expect(await verifyCertificate(stranger, code)).toMatchObject({ valid: false, name: null })
  const fact = await db
    .selectFrom('fact')
    .selectAll()
    .where('kind', '=', 'event.attendance-corrected')
    .executeTakeFirstOrThrow()
  const react = reactions['event.attendance-corrected']!['void-the-certificate']!
  await react(after('nomsa'), { subjectId: fact.subject_id, memberId: fact.member_id, payload: fact.payload } as Fact)
  expect((await verifyCertificate(stranger, code)).revoked_at).not.toBeNull()
  expect(await myCertificate(ctx('amina'), { id: open })).toMatchObject({ certificate: null, may: { make: false } })
})
