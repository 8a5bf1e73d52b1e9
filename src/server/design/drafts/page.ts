import { z } from 'zod'
import { words } from '#i18n/index.ts'
import type { Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import { oneOf, optional, whole } from '../../foundations/input.ts'
import { seeDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { nameOfAnswer } from '../context/say.ts'
import { partIds, type Design } from '../types.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown, type Draft, type Shown } from './access.ts'
import { problemsOf } from './answers.ts'
import { approvalsOf } from './approvals.ts'
import { commentsOn } from './comments.ts'
import { composedOf, todayOf } from './composed.ts'
import { manuscriptOf } from './manuscript.ts'
import { needReady } from './ready.ts'
import { asSentence } from './sentence.ts'
import { stepOf } from './step.ts'
import { keptVersion, movedOn, versionsOf } from './versions.ts'

/** What is looked at: the whole, what fits on one page, one part, or everything after the parts. */
export const views = ['all', 'summary', ...partIds, 'annexes'] as const
export type View = (typeof views)[number]

export const designPage = query(
  'design.page',
  {
    input: z.object({ ...shown, view: optional(oneOf(views)), version: optional(whole(1, 100_000)) }),
    does: 'The design as a document of plain blocks, as it is now or as a version was, with what is weak in it, its versions and approvals. While answers are missing it says which.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const about = await aboutDraft(ctx, draft)
    const missing = input.version === undefined ? missingIn(ctx, draft) : []
    if (missing.length > 0) return { about, missing, document: null }
    const { design, date } = await designAt(ctx, draft, input)
    const document = manuscriptOf(design, date)
    const versions = await versionsOf(ctx, draft.id)
    return {
      about,
      missing,
      document: { ...document, sections: seen(document.sections, input.view ?? 'all') },
      sections: document.sections.map(({ id, number, title }) => ({ id, number, title, view: viewOf(id) })),
      weak: design.warnings.map(({ severity, text, part }) => ({
        severity,
        text: asSentence(text, design.locale),
        part,
      })),
      open: design.open,
      version: input.version ?? null,
      versions,
      approvals: await approvalsOf(ctx, draft.id),
      commented: await openComments(ctx, draft.id),
      movedOn: input.version === undefined ? await movedOn(ctx, draft, needReady(draft)) : false,
    }
  },
)

/** How many comments wait at each decision. */
async function openComments(ctx: Ctx, design: string): Promise<Record<string, number>> {
  const said = await commentsOn(ctx, design)
  return Object.fromEntries(
    [
      ...Map.groupBy(
        said.filter(({ settled }) => !settled),
        ({ decision }) => decision ?? '',
      ),
    ].map(([path, comments]) => [path, comments.length]),
  )
}

function missingIn(ctx: Ctx, draft: Draft) {
  return problemsOf(draft.answers).map(({ path, code, params }) => ({
    answer: nameOfAnswer(ctx.locale, path.slice(0, 2).join('.')),
    step: stepOf(path),
    problem:
      code === 'context.required'
        ? null
        : (words(ctx.locale).maybe(
            `context.errors.${code.slice('context.'.length)}`,
            params as Record<string, string | number>,
          ) ?? null),
  }))
}

/** The design as it is, or as it was in a version, and the day that stands on its cover. */
export async function designAt(
  ctx: Ctx,
  draft: Draft,
  { version, ...opened }: Shown & { version?: number | undefined },
): Promise<{ design: Design; date: string }> {
  if (version === undefined) return { design: await composedOf(ctx, draft), date: todayOf(ctx) }
  const { design } = await keptVersion(ctx, { ...opened, version })
  const kept = (await versionsOf(ctx, draft.id)).find(({ number }) => number === version)
  if (!kept) throw new NotFound('design.no-version')
  return { design, date: kept.at.slice(0, 10) }
}

/** Section ids of the seven parts are theirs; the first section is the summary, what comes after the parts are annexes. */
const viewOf = (id: string): View => partIds.find((part) => part === id) ?? (id === 'summary' ? 'summary' : 'annexes')

function seen<S extends { id: string }>(sections: readonly S[], view: View): S[] {
  return view === 'all' ? [...sections] : sections.filter(({ id }) => viewOf(id) === view)
}
