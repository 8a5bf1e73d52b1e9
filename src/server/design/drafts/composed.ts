/** Composing takes up to 200 ms, and a reader looks at one design many times: the last few are kept. */
import { createHash } from 'node:crypto'
import type { Locale } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { compose } from '../compose.ts'
import type { Context, Design, Override } from '../types.ts'
import type { Draft } from './access.ts'
import { needReady } from './ready.ts'

interface Recipe {
  context: Context
  overrides: Record<string, Override>
  locale: Locale
}

/** How many designs are kept: about 300 kB each. */
const most = 16

const kept = new Map<string, Promise<Design>>()

/** The design of a recipe, as of today. What is given back is shared: nobody changes it. */
export function composed(ctx: Pick<Ctx, 'now'>, { context, overrides, locale }: Recipe): Promise<Design> {
  const today = todayOf(ctx)
  const key = createHash('sha256')
    .update(JSON.stringify([context, overrides, locale, today]))
    .digest('base64')
  const found = kept.get(key) ?? compose(context, { overrides, locale, today })
  kept.delete(key)
  kept.set(key, found)
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  found.catch(() => kept.delete(key))
  return found
}

/** The design of a draft. Throws Invalid `design.not-ready` while answers are missing. */
export async function composedOf(ctx: Pick<Ctx, 'now'>, draft: Draft): Promise<Design> {
  const { context, overrides } = needReady(draft)
  return composed(ctx, { context, overrides, locale: draft.locale })
}

/** `YYYY-MM-DD` */
export const todayOf = ({ now }: Pick<Ctx, 'now'>): string => now.toZonedDateTimeISO('UTC').toPlainDate().toString()
