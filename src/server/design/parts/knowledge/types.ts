import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { listed, phrase } from '../common/phrases.ts'
import { monthsOf, sizeOf } from '../common/size.ts'
import { storiesPerYear } from '../common/stories.ts'
import { commonFields, contentTypes, type Check, type ContentType, type Field } from './content.ts'

/** A kind of content that the community starts with. */
export interface ChosenType {
  id: string
  name: string
  what: string
  when: string
  length: string
  /** Who writes or keeps it, in words. */
  owner: string
  /** Who looks at it before it is published, in words. */
  reviewers: string
  reviewMonths: number | null
  /** Items planned for the first year; `null` for what follows from events and is not planned. */
  planned: number | null
  fields: Field[]
  checklist: Check[]
  /** Why it is among the first. */
  why: string
}

/** A kind of content that waits. */
export interface LaterType {
  id: string
  name: string
  /** The sign that its time has come. */
  sign: string
}

/** How much of the year's reviewed items each kind is expected to be; what is missing here follows from events. */
const share: Record<string, number> = {
  'practice-note': 3,
  tool: 3,
  faq: 3,
  'lesson-learned': 3,
  'evaluation-digest': 2,
  'discussion-summary': 1,
  'case-study': 1,
}

/** The kinds that the founding specification names, and lessons; each is either in use or said to wait. */
const expected = ['practice-note', 'tool', 'case-study', 'faq', 'evaluation-digest', 'lesson-learned']

/** The kinds in use from the start: those decided, and the notes that the calendar's events leave behind. */
export function chosenTypes(decided: Decided, say: Words): ChosenType[] {
  const decidedTypes = decided.list('content.types-start')
  const fromEvents = ['session-note', ...eventTypes(decided), 'value-creation-story']
  const ids = new Set([...decidedTypes, ...fromEvents])
  const chosen = contentTypes(decided.locale).filter((type) => ids.has(type.id))
  const planned = plan(decided, chosen)
  return chosen.map((type) => ({
    id: type.id,
    name: type.name,
    what: type.what,
    when: type.when,
    length: type.length,
    owner: phrase(say, `design-whole.who.${ownerOf(type, decided)}`),
    reviewers: reviewersOf(type, decided, say),
    reviewMonths: type.reviewMonths,
    planned: type.id === 'value-creation-story' ? storiesIn(decided) : (planned.get(type.id) ?? null),
    fields: [...commonFields(decided.locale), ...type.fields],
    checklist: type.checklist,
    why: decidedTypes.includes(type.id)
      ? say('design-knowledge.types.whyDecided')
      : phrase(say, `design-knowledge.types.why.${type.id}`),
  }))
}

/** The kinds that wait, with the sign by which their time is known. */
export function laterTypes(decided: Decided, say: Words, chosen: ChosenType[]): LaterType[] {
  const waiting = decided.list('content.types-later')
  const inUse = new Set(chosen.map((type) => type.id))
  return contentTypes(decided.locale)
    .filter((type) => !inUse.has(type.id) && (expected.includes(type.id) || waiting.includes(type.id)))
    .map((type) => ({
      id: type.id,
      name: type.name,
      sign: waiting.includes(type.id)
        ? say('design-knowledge.later.asked')
        : phrase(say, `design-knowledge.later.${type.id}`),
    }))
}

/** What the calendar's formats leave behind. */
function eventTypes(decided: Decided): string[] {
  const formats = decided.list('cadence.events')
  const clinics = formats.includes('peer-clinic') || decided.value('cadence.peer-clinic') === 'merged-into-monthly'
  return [...(clinics ? ['clinic-note'] : []), ...(formats.includes('async-discussion') ? ['discussion-summary'] : [])]
}

/** Splits the year's items over the kinds by their share, so that the parts add up to the whole. */
function plan(decided: Decided, types: ContentType[]): Map<string, number> {
  const year = decided.value<number>('library.items-year1') ?? 0
  const total = Math.max(1, Math.round((year * monthsOf(decided)) / 12))
  const reviewed = types.filter((type) => share[type.id])
  const weights = reviewed.reduce((sum, type) => sum + (share[type.id] ?? 0), 0)
  let left = total
  let leftWeights = weights
  return new Map(
    reviewed.map((type) => {
      const weight = share[type.id] ?? 0
      const count = Math.round((left * weight) / leftWeights)
      left -= count
      leftWeights -= weight
      return [type.id, count]
    }),
  )
}

function storiesIn(decided: Decided): number {
  return Math.max(1, Math.round((storiesPerYear(decided) * monthsOf(decided)) / 12))
}

function ownerOf(type: ContentType, decided: Decided): string {
  const keeper = decided.list('governance.roles').includes('knowledge-steward')
  return type.owner === 'knowledge-steward' && !keeper ? 'coordinator' : type.owner
}

function reviewersOf(type: ContentType, decided: Decided, say: Words): string {
  const { peer = 0, editor = 0, tester = 0, validator = 0, specialistIf } = type.reviewers
  const testers =
    type.id === 'tool' && decided.value('content.tool-tester-required') === true ? Math.max(1, tester) : tester
  const readers: [who: string, count: number][] = [
    ['editor', editor],
    ['peer', peer],
    ['tester', testers],
    ['validator', validator],
  ]
  const people = sizeOf(decided).micro
    ? say('design-knowledge.types.secondPerson', { testers })
    : listed(
        say,
        readers
          .filter(([, count]) => count > 0)
          .map(([who, count]) => phrase(say, `design-knowledge.types.reader.${who}`, { count })),
      )
  return specialistIf ? `${people}; ${phrase(say, `design-knowledge.types.specialist.${type.id}`)}` : people
}
