import { z } from 'zod'
import type { Locale } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { Invalid } from '../../errors.ts'
import { record } from '../../facts.ts'
import { hashOf, newId, newSecret } from '../../foundations/id.ts'
import { oneOf, optional } from '../../foundations/input.ts'
import { countTry } from '../../people/index.ts'
import { verb } from '../../verb.ts'
import { readContext } from '../context/read.ts'
import type { Raw } from '../context/understand.ts'
import type { Override } from '../types.ts'
import { exampleIds, exampleText } from './examples.ts'
import { groups } from '../rules/rulebook.ts'

const input = z.object({
  /** The secret of the draft, made by whoever starts it: sending it twice makes one draft. Without it one is made. */
  key: optional(z.string().min(32).max(100)),
  example: optional(oneOf(exampleIds)),
  /** A context as YAML or JSON, or a design as JSON. */
  file: optional(z.string()),
  filename: optional(z.string().max(300)),
  locale: optional(oneOf(['en', 'fr'])),
})

export const start = verb(
  'design.start',
  {
    input,
    does: 'Starts a design: blank, from an example, or from a file (a context as YAML or JSON, or a design’s own JSON). Gives its id and the secret that opens it without an account.',
    who: 'Everybody; without an account so many from one network and no more. An account that is signed in owns what it starts.',
  },
  async (ctx, input) => {
    const key = input.key ?? newSecret()
    const begun = readingOf(input.file ?? (input.example && exampleText(input.example)), input.filename)
    const locale = input.locale ?? begun.locale ?? ctx.locale
    const id = newId(ctx.now)
    const made = await ctx.db
      .insertInto('design')
      .values({
        id,
        owner_id: ctx.actor?.id ?? null,
        secret_hash: hashOf(key),
        locale,
        answers: JSON.stringify(begun.answers),
        overrides: JSON.stringify(begun.overrides),
        visited: begun.visited,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .onConflict((conflict) => conflict.column('secret_hash').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return { design: await startedBefore(ctx, key), key, notes: begun.notes }
    await countDraft(ctx)
    await record(ctx, 'design.started', {
      subject: id,
      payload: { from: input.file ? 'file' : (input.example ?? 'blank') },
    })
    return { design: id, key, notes: begun.notes }
  },
)

/**
 * Drafts without an account can be begun by anybody and any program: so many from one network, and then TooMany
 * `design.too-many`. An account owns what it begins. Counted with the draft, so that what failed does not count.
 */
async function countDraft(ctx: Ctx): Promise<void> {
  if (!ctx.actor) await countTry(ctx, [['drafts-from-network', ctx.network ?? null]], 'design.too-many')
}

interface Begun {
  answers: Raw
  overrides: Record<string, Override>
  locale?: Locale
  visited: string[]
  /** How many answers were understood though they were written otherwise. */
  notes: number
}

function readingOf(text: string | undefined, filename?: string): Begun {
  if (text === undefined) return { answers: {}, overrides: {}, visited: [], notes: 0 }
  const { context, overrides, locale, notes } = readContext(text, filename === undefined ? {} : { filename })
  return {
    answers: context as unknown as Raw,
    overrides,
    ...(locale ? { locale } : {}),
    visited: [...groups],
    notes: notes.length,
  }
}

/** The form was sent twice: the draft that it made the first time. */
async function startedBefore(ctx: Ctx, key: string): Promise<string> {
  const before = await ctx.db
    .selectFrom('design')
    .select('id')
    .where('secret_hash', '=', hashOf(key))
    .executeTakeFirst()
  if (!before) throw new Invalid('design.key-used')
  return before.id
}
