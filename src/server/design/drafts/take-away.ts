/** A design taken away as a file. The web and the API end here. */
import { stringify } from 'yaml'
import { z } from 'zod'
import type { Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { oneOf, optional, whole } from '../../foundations/input.ts'
import { seeDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { exportDesign, formats as designFormats, mediaTypes } from '../export/index.ts'
import { nameIn } from './about.ts'
import { draftFor, shown } from './access.ts'
import { designAt } from './page.ts'

/** What a design can be taken away as; YAML holds its context, to be read in again. */
export const takeAwayFormats = [...designFormats, 'yaml'] as const

const input = z.object({ ...shown, format: oneOf(takeAwayFormats), version: optional(whole(1, 100_000)) })

export interface TakenAway {
  /** With the community's name, in whatever script. */
  filename: string
  mediaType: string
  bytes: Uint8Array
}

/** The file of a design for whoever may see it. */
export async function takeAway(ctx: Ctx, raw: unknown): Promise<TakenAway> {
  const read = input.safeParse(raw)
  if (!read.success) throw new NotFound('design')
  const draft = await draftFor(ctx, read.data)
  const { design, date } = await designAt(ctx, draft, read.data)
  const { format, version } = read.data
  const name = [nameIn(draft) ?? design.context.community.name, version && `v${version}`].filter(Boolean).join(' ')
  const filename = `${fileName(name)}.${format}`
  if (format === 'yaml')
    return {
      filename,
      mediaType: 'application/yaml; charset=utf-8',
      bytes: new TextEncoder().encode(contextFileOf(design)),
    }
  return { filename, mediaType: mediaTypes[format], bytes: await exportDesign(design, format, date) }
}

export const takeAwayFile = query(
  'design.export',
  {
    input,
    does: 'The design as a file: Word, PDF, Markdown, JSON, or its context as YAML. The bytes come in base64.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const { filename, mediaType, bytes } = await takeAway(ctx, input)
    return { filename, mediaType, base64: Buffer.from(bytes).toString('base64') }
  },
)

function contextFileOf({ context, overrides, locale }: Awaited<ReturnType<typeof designAt>>['design']): string {
  return stringify(
    { locale, ...context, ...(Object.keys(overrides).length > 0 ? { overrides } : {}) },
    { lineWidth: 110 },
  )
}

/** What no file system minds: letters and digits of any script, spaces as hyphens. */
const fileName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'design'
