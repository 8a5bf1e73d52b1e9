import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar } from '#tests/support/events.ts'
import { addLink, eventMaterials, eventPage, materialFile, removeMaterial, uploadMaterial } from '../../events/index.ts'
import { kindOf } from './kinds.ts'
import { cleaned } from './metadata.ts'

/** A small picture as a camera writes it: JFIF, Exif with a way up and a place, a comment, tables, pixels, the end. */
function photo(): Buffer {
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0])
    head.writeUInt16BE(body.length + 2, 2)
    return Buffer.concat([head, body])
  }
  const tiff = Buffer.from([
    0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0,
  ])
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS -26.2041, 28.0473')])),
    segment(0xfe, Buffer.from('taken by Kagiso')),
    segment(0xdb, Buffer.alloc(65)),
    Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]),
    Buffer.from('a film with its place: GPS again'),
  ])
}

test('a photo loses its place, its device and what is appended, and keeps its way up and its pixels', () => {
  const clean = cleaned(photo(), 'image/jpeg')!
  expect(clean.toString('latin1')).not.toMatch(/GPS|Kagiso/)
  expect(clean.includes(Buffer.from([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))).toBe(true)
  expect(clean.subarray(-5)).toEqual(Buffer.from([1, 2, 3, 0xff, 0xd9]))
  expect(cleaned(clean, 'image/jpeg')).toEqual(clean)
  expect(cleaned(photo().subarray(0, 40), 'image/jpeg')).toBeNull()
})

test('a PNG loses its texts, and a WebP its Exif', () => {
  const chunk = (name: string, body: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(body.length)
    return Buffer.concat([length, Buffer.from(name + body, 'latin1'), Buffer.alloc(4)])
  }
  const sign = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const png = Buffer.concat([
    sign,
    chunk('IHDR', 'x'.repeat(13)),
    chunk('tEXt', 'Author Kagiso'),
    chunk('IDAT', 'pixels'),
    chunk('IEND', ''),
  ])
  expect(cleaned(png, 'image/png')!.toString('latin1')).not.toContain('Kagiso')
  expect(cleaned(png, 'image/png')!.toString('latin1')).toContain('pixels')
  const part = (name: string, body: string) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(name), length, Buffer.from(body, 'latin1')])
  }
  const parts = [part('VP8X', '\x0c\0\0\0\0\0\0\0\0\0'), part('VP8 ', 'pixels'), part('EXIF', 'GPS 28')]
  const webp = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), ...parts])
  const clean = cleaned(webp, 'image/webp')!
  expect(clean.toString('latin1')).not.toMatch(/GPS|EXIF/)
  expect(clean.readUInt32LE(4)).toBe(clean.length - 8)
})

test('what a file is is read from its content', () => {
  const kind = (content: Buffer | string) => kindOf(Buffer.from(content))?.type
  expect(kind('%PDF-1.7 …')).toBe('application/pdf')
  expect(kind('a;b\n1;2')).toBe('text/plain; charset=utf-8')
  expect(kind('PK\x03\x04…[Content_Types].xml…word/document.xml')).toContain('wordprocessingml')
  for (const refused of [
    'PK\x03\x04[Content_Types].xml word/vbaProject.bin',
    '<!doctype html><script>',
    ' <svg onload=x>',
    'MZ\0\0',
    'PK\x03\x04 plain zip',
  ])
    expect(kind(refused)).toBeUndefined()
})

test('a file is added to an event, read by those who may, and taken away', async ({ db }) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan({ public: true })
  const file = new File([Buffer.from('%PDF-1.7 slides')], '../../../etc/Fiche d’accueil.exe')
  const { material } = await uploadMaterial.run(ctx('nomsa'), { id, phase: 'before', file })
  expect((await eventMaterials(ctx('kagiso'), { id }))[0]).toMatchObject({
    title: 'Fiche d’accueil.pdf',
    type: 'application/pdf',
  })
  const got = await materialFile(ctx('kagiso'), { id, material })
  expect(await new Response(got.stream).text()).toBe('%PDF-1.7 slides')
  expect((await eventPage(ctx('kagiso'), { id })).leaves.materials).toHaveLength(1)
  const row = await db.selectFrom('stored_file').selectAll().executeTakeFirstOrThrow()
  expect(await readFile(join(ctx(null).site.filesFolder, row.community_id, row.id), 'utf8')).toBe('%PDF-1.7 slides')
  for (const name of [null, 'joseph', 'grace'] as const) {
    expect(await eventMaterials(ctx(name), { id })).toEqual([])
    await expect(materialFile(ctx(name), { id, material })).rejects.toMatchObject({ kind: 'not-found' })
  }
  await removeMaterial(ctx('nomsa'), { material })
  await expect(materialFile(ctx('kagiso'), { id, material })).rejects.toMatchObject({ kind: 'not-found' })
})

test('what cannot be taken is refused by what is wrong with it, and nobody but who holds the event adds', async ({
  db,
}) => {
  const { ctx, plan } = await livingCalendar(db)
  const id = await plan()
  const upload = (content: Buffer | string, more = {}) =>
    uploadMaterial.run(ctx('nomsa'), { id, phase: 'after', file: new File([content as string], 'x.pdf'), ...more })
  for (const [content, code] of [
    ['', 'file.empty'],
    ['<html><script>alert(1)</script>', 'file.kind'],
    [Buffer.alloc(10 * 1024 * 1024 + 1, '%PDF-'), 'file.too-large'],
    [Buffer.from([0xff, 0xd8, 0xff, 0xe1]), 'file.broken'],
  ] as const)
    await expect(upload(content)).rejects.toMatchObject({ issues: [{ path: ['file'], code }] })
  await expect(upload('%PDF-', { sensitivity: 'public' })).rejects.toMatchObject({
    issues: [{ code: 'record.not-public' }],
  })
  const link = { id, phase: 'after', url: 'https://example.org/slides' }
  await expect(addLink.run(ctx('amina'), link)).rejects.toMatchObject({ code: 'events.hold' })
  await expect(addLink.run(ctx('nomsa'), { ...link, url: 'javascript:alert(1)' })).rejects.toMatchObject({
    issues: [{ path: ['url'] }],
  })
  await addLink.run(ctx('nomsa'), { ...link, sensitivity: 'hub' })
  expect(await eventMaterials(ctx('amina'), { id })).toMatchObject([{ title: 'example.org' }])
  expect(await eventMaterials(ctx('kagiso'), { id })).toEqual([])
})
