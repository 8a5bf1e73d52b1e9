import { z } from 'zod'
import contentTypes from '#content/content-types.json' with { type: 'json' }
import { words, type Locale } from '#i18n/index.ts'
import { NotFound } from '../../errors.ts'
import { optional } from '../../foundations/input.ts'
import { seeDesign } from '../../permissions/design.ts'
import { query } from '../../verb.ts'
import { nameOfAnswer, sayAnswer } from '../context/say.ts'
import { decide } from '../rules/decide.ts'
import { optionsOf, pathSpec, type PathSpec } from '../rules/paths.ts'
import { formats } from '../rules/rulebook.ts'
import { nameOfPath, say, sentenceOf } from '../rules/say.ts'
import { partIds, type Because, type Decided, type Decision, type Json } from '../types.ts'
import { aboutDraft } from './about.ts'
import { draftFor, shown } from './access.ts'
import { commentsOn } from './comments.ts'
import { needReady } from './ready.ts'
import { asSentence } from './sentence.ts'

export const decisionPage = query(
  'design.decision',
  {
    input: z.object({ ...shown, decision: optional(z.string().max(200)) }),
    does: 'One decision with its reasons, what else was asked for, what may stand there and what was said about it; or the list of all decisions.',
    who: seeDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input)
    const { context, overrides } = needReady(draft)
    const decided = decide(context, { locale: ctx.locale, overrides })
    const all = [...decided.decisions, ...decided.requirements]
    const found = all.find(({ id }) => id === input.decision)
    if (input.decision && !found) throw new NotFound('design.no-decision')
    const comments = await commentsOn(ctx, draft.id)
    return {
      about: await aboutDraft(ctx, draft),
      decision: found ? { ...told(found, decided, ctx.locale), ...control(found, ctx.locale) } : null,
      comments: comments.filter(({ decision }) => decision !== null && decision === input.decision),
      parts: partIds.map((part) => ({
        part,
        decisions: all
          .filter((decision) => decision.part === part)
          .map((decision) => ({
            path: decision.id,
            name: nameOfPath(ctx.locale, decision.id),
            value: worded(decision, decided, ctx.locale),
            isChanged: decision.override !== undefined,
          })),
      })),
    }
  },
)

function told(decision: Decision, decided: Decided, locale: Locale) {
  const { override } = decision
  return {
    path: decision.id,
    part: decision.part,
    name: nameOfPath(locale, decision.id),
    value: worded(decision, decided, locale),
    reasons: reasonsOf(decision.because, locale),
    ruled: decision.ruled === undefined ? null : say(locale, decision.id, decision.ruled),
    override: override ? { reason: override.reason, by: override.by ?? null, at: override.at ?? null } : null,
    outvoted: (decision.outvoted ?? []).map(({ value, because }) => ({
      value: say(locale, decision.id, value),
      reason: reasonsOf(because, locale)[0]?.reason ?? null,
    })),
  }
}

function worded(decision: Decision, decided: Decided, locale: Locale): string {
  const isDemanded = decided.requirements.some(({ id }) => id === decision.id)
  return isDemanded ? sentenceOf(locale, decision) : say(locale, decision.id, decision.value)
}

/** Each reason once, with the answers behind it in words. */
function reasonsOf(because: readonly Because[], locale: Locale) {
  const ruled = because.filter(({ rule }) => rule !== 'override')
  const spoken = ruled.filter(({ rule }) => rule !== 'base')
  return (spoken.length > 0 ? spoken : ruled).map(({ reason, source, answers }) => ({
    reason: asSentence(reason, locale),
    source: source ?? null,
    answers: answers.map(({ id, value, assumed }) => ({
      text: words(locale)('porch.pair', { term: nameOfAnswer(locale, id), text: sayAnswer(locale, id, value) }),
      isAssumed: assumed,
    })),
  }))
}

/** How a person may decide otherwise: one of what may stand there, several of it, a number, words of their own. */
function control(decision: Decision, locale: Locale) {
  const spec = pathSpec(decision.id)!
  const options = (optionsOf(spec) ?? inCatalogue(spec)).map((value) => ({
    value: String(value),
    label: say(locale, decision.id, value),
  }))
  const isList = spec.kind === 'list' || spec.list === true
  const isNumber = spec.kind === 'number' || spec.of === 'number'
  const isShare = spec.unit === 'share 0-1'
  const kind = isNumber
    ? 'number'
    : isList
      ? options.length > 0
        ? 'several'
        : 'list'
      : spec.kind === 'boolean' || options.length === 0
        ? typeof decision.value === 'boolean'
          ? 'yes-no'
          : 'text'
        : 'one'
  return {
    kind,
    options: withWhatStands(decision, options, isList, locale),
    isShare,
    isStrict: spec.strict === true,
    isDemanded: spec.kind === 'requirement',
    typed: typedValue(decision.value, isShare, locale),
  }
}

/** What may stand at a path whose values are named in a catalogue. */
function inCatalogue({ options }: PathSpec): readonly Json[] {
  if (options === 'content types') return contentTypes.content_types.map(({ id }) => id)
  if (options === 'event formats') return Object.keys(formats)
  return options === 'channels' ? (optionsOf(pathSpec('channels.list')!) ?? []) : []
}

/** Values of a list may be a person's own: they stay on offer. */
function withWhatStands(
  decision: Decision,
  options: { value: string; label: string }[],
  isList: boolean,
  locale: Locale,
) {
  if (!isList || !Array.isArray(decision.value)) return options
  const missing = decision.value.filter((value) => !options.some((option) => option.value === value))
  return [...options, ...missing.map((value) => ({ value: String(value), label: say(locale, decision.id, value) }))]
}

function typedValue(value: Json, isShare: boolean, locale: Locale): string | string[] {
  if (Array.isArray(value)) return value.map(String)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number')
    return new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 2 }).format(
      isShare ? value * 100 : value,
    )
  return String(value)
}
