import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { languageName, listed, phrase } from '../common/phrases.ts'
import { languagesOf, required } from '../common/read.ts'
import { sizeOf } from '../common/size.ts'
import { sensitivityLevels, taxonomies } from './content.ts'

/** Who may see what, how it is found, what is recorded, and in which languages. */
export interface Sharing {
  sensitivity: {
    /** Id of the level that an item has unless its author says otherwise. */
    default: string
    levels: { id: string; name: string; rule: string }[]
    /** Asked at every submission; one yes sends the item to the steward, two to a specialist. */
    screening: string[]
    /** How exactly places are named. */
    precision: string
    rules: string[]
  }
  recording: { setting: string; rules: string[] }
  taxonomies: { id: string; name: string; terms: number; required: boolean; use: string }[]
  languages: string[]
}

/** Needed to find anything; in a small community the others wait. */
const always = ['sector', 'meal-function', 'sensitivity', 'licence', 'language', 'skill-level']

/** The questions that decide whether an item is looked at for harm (`domain/05`, 5.5). */
const screening = ['people', 'partners', 'places', 'findings', 'third-party']

/** The rules of openness, recording, tagging and language for this context. */
export function sharing(decided: Decided, say: Words): Sharing {
  return {
    sensitivity: sensitivity(decided, say),
    recording: recording(decided, say),
    taxonomies: tags(decided, say),
    languages: languages(decided, say),
  }
}

function sensitivity(decided: Decided, say: Words): Sharing['sensitivity'] {
  const hub = decided.list('membership.circles').includes('mel-hub')
  const level = decided.value<string>('content.default-sensitivity') ?? 'members'
  const precision = decided.value<string>('content.location-precision') ?? 'exact'
  return {
    default: level,
    levels: sensitivityLevels(decided.locale).map((one) =>
      one.id === 'hub' && !hub ? { ...one, name: say('design-knowledge.sharing.groupOnly') } : one,
    ),
    screening: screening.map((id) => phrase(say, `design-knowledge.sharing.screening.${id}`)),
    precision,
    rules: [
      say('design-knowledge.sharing.never'),
      phrase(say, `design-knowledge.sharing.precision.${precision}`),
      say('design-knowledge.sharing.opening'),
      ...(decided.value('content.public-after-review') === true
        ? [say('design-knowledge.sharing.publicAfterReview')]
        : []),
      ...(decided.answer('structure.competing') === true ? [say('design-knowledge.sharing.competing')] : []),
      ...decided.list('library.rules').map((rule) => phrase(say, `design-knowledge.sharing.rule.${rule}`)),
      say('design-knowledge.sharing.help'),
    ],
  }
}

function recording(decided: Decided, say: Words): Sharing['recording'] {
  const setting = decided.value<string>('recording.default') ?? 'off-in-clinics'
  return {
    setting,
    rules: [
      phrase(say, `design-knowledge.recording.${setting}`),
      say('design-knowledge.recording.clinics'),
      ...(setting === 'off' ? [] : [say('design-knowledge.recording.keep')]),
    ],
  }
}

function tags(decided: Decided, say: Words): Sharing['taxonomies'] {
  const { micro } = sizeOf(decided)
  return taxonomies(decided.locale)
    .filter((tag) => !micro || always.includes(tag.id))
    .map((tag) => ({
      id: tag.id,
      name: tag.label,
      terms: tag.terms,
      required: always.includes(tag.id),
      use: phrase(say, `design-knowledge.tags.${tag.id}`),
    }))
}

function languages(decided: Decided, say: Words): string[] {
  const codes = languagesOf(decided)
  const names = codes.map((code) => languageName(say, code))
  if (codes.length < 2) return [say('design-knowledge.languages.one', { language: names[0] })]
  const rule = decided.value<string>('content.translation-rule')
  const means = decided.value<string>('content.translation-budget')
  const steward = decided.list('governance.roles').includes('language-steward')
  return [
    say('design-knowledge.languages.several', { languages: listed(say, names), first: names[0] }),
    ...(rule ? [phrase(say, `design-knowledge.languages.rule.${rule}`)] : []),
    ...(required(decided, 'content.summary-languages') ? [say('design-knowledge.languages.summaries')] : []),
    ...(means ? [phrase(say, `design-knowledge.languages.means.${means}`)] : []),
    steward ? say('design-knowledge.languages.steward') : say('design-knowledge.languages.noSteward'),
  ]
}
