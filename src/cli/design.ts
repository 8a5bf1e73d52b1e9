/** `./copse design CONTEXT.yaml -o OUT.docx`: a design composed and taken away, without a server or a database. */
import { enableCompileCache } from 'node:module'
import { parseArgs } from 'node:util'
import { locales, words, type Locale, type Words } from '#i18n/index.ts'
import { Refusal } from '#server/foundations/refusal.ts'
import { outputsOf, writeAll } from './design/outputs.ts'

/** Runs the command. Whatever the reader has to mend is a `Refusal` with exit code 2, before anything is written. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string', short: 'o', multiple: true, default: [] },
      locale: { type: 'string' },
      date: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const w = words(values.locale ?? 'en')
  if (values.help) return tell(w('documents.cli.usage'))
  const locale = localeFrom(values.locale, w)
  const date = dateFrom(values.date, w)
  const file = fileFrom(positionals, w)
  const outputs = outputsOf(values.out, w)

  // A design takes hundreds of modules: what was compiled once is kept between runs.
  enableCompileCache()
  const [{ exportDesign }, { contextIn }] = await Promise.all([
    import('#server/design/index.ts'),
    import('./design/input.ts'),
  ])
  const { design, notes } = await contextIn(file, { locale, date, w })
  for (const note of notes) console.error(note)
  const written = await Promise.all(
    outputs.map(async ({ path, format }) => ({ path, bytes: await exportDesign(design, format, date) })),
  )
  await writeAll(written, w)
  for (const { path, bytes } of written)
    console.log(w('documents.cli.wrote', { file: path, size: Math.ceil(bytes.length / 1000) }))
  const { decisions, warnings, assumptions, context } = design
  return tell(
    w('documents.cli.made', {
      name: context.community.name,
      decisions: decisions.length,
      warnings: warnings.length,
      assumptions: assumptions.length,
    }),
  )
}

function tell(text: string): 0 {
  console.log(text)
  return 0
}

function localeFrom(found: string | undefined, w: Words): Locale | undefined {
  const known = locales.find((locale) => locale === found)
  if (found !== undefined && !known)
    throw new Refusal(w('documents.cli.locale', { found, locales: locales.join(', ') }), 2)
  return known
}

function dateFrom(found: string | undefined, w: Words): string {
  if (found === undefined) return Temporal.Now.plainDateISO().toString()
  try {
    if (/^\d{4}-\d{2}-\d{2}$/u.test(found)) return Temporal.PlainDate.from(found, { overflow: 'reject' }).toString()
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new Refusal(w('documents.cli.date', { found }), 2)
}

function fileFrom(positionals: string[], w: Words): string {
  const [file, second] = positionals
  if (!file) throw new Refusal(w('documents.cli.noInput'), 2)
  if (second !== undefined) throw new Refusal(w('documents.cli.twoInputs', { files: positionals.join(', ') }), 2)
  return file
}
