/** Keys of formats, and the questions that a pulse may ask after an event. */
import { sql } from 'kysely'
import { communityOf, type Ctx } from '../../ctx.ts'
import { formatCatalogue } from '../../foundations/event-formats.ts'
import type { Locale } from '#i18n/index.ts'
import { classes, deliveryModes, modes, nameOf, outputs, roles } from '../names.ts'

/** `Cafés pédagogiques` becomes `cafes-pedagogiques`; a number follows where that is taken. */
export async function freeKey(ctx: Ctx, name: string): Promise<string> {
  const plain =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim()
      .replaceAll(' ', '-')
      .slice(0, 50)
      .replace(/-$/, '') || 'format'
  const base = plain.length < 2 ? `format-${plain}` : plain
  const { rows } = await sql<{ key: string }>`select key from event_format
    where community_id = ${communityOf(ctx).id} and (key = ${base} or key like ${`${base}-%`})`.execute(ctx.db)
  const taken = new Set(rows.map(({ key }) => key))
  if (!taken.has(base)) return base
  let n = 2
  while (taken.has(`${base}-${n}`)) n++
  return `${base}-${n}`
}

/** The questions of the post-event pulse, in the catalogue's order. */
export function pulseQuestions(locale: Locale): { id: string; text: string }[] {
  return [...formatCatalogue(locale).questions].map(([id, text]) => ({ id, text }))
}

/** What may be chosen when a format or an agenda is changed, named in the reader's language. */
export function formatChoices({ locale }: Pick<Ctx, 'locale'>) {
  const named = (kind: Parameters<typeof nameOf>[0], ids: readonly string[]) =>
    ids.map((value) => ({ value, label: nameOf(kind, value, locale) }))
  return {
    classes: named('classes', classes),
    modes: named('modes', modes),
    roles: named('roles', roles).toSorted((a, b) => a.label.localeCompare(b.label, locale)),
    outputs: named('outputs', outputs),
    ways: named('delivery_modes', deliveryModes),
    questions: pulseQuestions(locale).map(({ id, text }) => ({ value: id, label: text })),
  }
}
