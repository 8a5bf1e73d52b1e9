/** Part 3 as a document: what is written down, how it is checked, how it moves, who may see it. */
import type { Words } from '#i18n/index.ts'
import { capital, figure, listed, pick, sentence } from '../parts/common/phrases.ts'
import type { Knowledge } from '../parts/knowledge.ts'
import type { ChosenType } from '../parts/knowledge/types.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { numbered, teller, type Teller } from './numbered.ts'
import { heading, list, paragraph, table } from './tables.ts'

/** The blocks of part 3. Decisions are numbered from 3.1. */
export function knowledgeBlocks(design: Design, words: Words): Block[] {
  const { knowledge } = design.parts
  const { quality } = knowledge
  const voice = teller(design)
  const told: Block[] = [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-knowledge.lede', {
        items: knowledge.items.yearOne,
        types: knowledge.types.length,
        variant: quality.variant,
        safety: quality.safety ? 'yes' : 'no',
      }),
    },
    ...types(design, voice, words),
    ...qualityBlocks(design, voice, words),
    ...mechanisms(design, voice, words),
    ...sharing(design, voice, words),
  ]
  return numbered('knowledge', [...told, ...voice.rest('knowledge', words)])
}

function types(design: Design, voice: Teller, words: Words): Block[] {
  const { knowledge } = design.parts
  return [
    heading(words('design-knowledge.groups.types'), 'knowledge-types'),
    voice.tell({
      title: words('design-knowledge.types.title', { count: knowledge.types.length }),
      text: words('design-knowledge.types.text', {
        names: capital(
          listed(
            words,
            knowledge.types.map((type) => type.name),
          ),
        ),
      }),
      because: ['content.types-start', 'content.types-later', 'library.items-year1', 'content.tool-tester-required'],
    }),
    table(
      [
        words('design-knowledge.types.head.kind'),
        words('design-knowledge.types.head.use'),
        words('design-knowledge.types.head.who'),
        words('design-knowledge.types.head.check'),
        words('design-knowledge.types.head.review'),
        [words('design-knowledge.types.head.planned'), 'end'],
      ],
      knowledge.types.map((type) => [
        type.name,
        type.when,
        type.owner,
        type.reviewers,
        review(type, words),
        planned(type, words),
      ]),
      { caption: words('design-knowledge.types.caption') },
    ),
    ...later(knowledge, words),
    heading(words('design-knowledge.types.fieldsHeading'), 'knowledge-fields', 4),
    paragraph(words('design-knowledge.types.fieldsText')),
    {
      kind: 'definitions',
      items: knowledge.types.map((type) => ({
        term: type.name,
        text: `${type.what}; ${type.length}. ${words('design-knowledge.types.fields', { fields: ownFields(type).join('; ') })}`,
        note: checks(type, words),
      })),
    },
  ]
}

// The fields that all items share come first in every kind; they are named once, above the list.
function ownFields(type: ChosenType): string[] {
  const shared = type.fields.findIndex((field) => field.id === 'alt-low-bandwidth') + 1
  return type.fields.slice(shared).map((field) => (field.required ? `${field.label}*` : field.label))
}

/** What sends an item back, and what is looked at beside it. */
function checks({ checklist }: ChosenType, words: Words): string {
  const of = (blocking: boolean) => checklist.filter((check) => check.blocking === blocking).map((check) => check.text)
  const [must, should] = [of(true), of(false)]
  return [
    words('design-knowledge.types.must', { checks: must.join('; ') }),
    ...(should.length > 0 ? [words('design-knowledge.types.should', { checks: should.join('; ') })] : []),
  ].join(' ')
}

function review({ reviewMonths }: ChosenType, words: Words): string {
  return reviewMonths === null
    ? words('design-knowledge.types.never')
    : words('design-knowledge.types.months', { months: reviewMonths })
}

const planned = (type: ChosenType, words: Words): string =>
  type.planned === null ? words('design-knowledge.types.fromEvents') : figure(words, type.planned)

function later({ later }: Knowledge, words: Words): Block[] {
  if (later.length === 0) return []
  return [
    heading(words('design-knowledge.later.title', { count: later.length }), 'knowledge-later', 4),
    paragraph(words('design-knowledge.later.text')),
    { kind: 'definitions', items: later.map(({ name, sign }) => ({ term: name, text: capital(sign) })) },
  ]
}

function qualityBlocks(design: Design, voice: Teller, words: Words): Block[] {
  const { quality, items } = design.parts.knowledge
  const name = new Map(quality.states.map((state) => [state.id, state.name]))
  return [
    heading(words('design-knowledge.groups.quality'), 'knowledge-quality'),
    voice.tell({
      id: 'quality',
      title: words('design-knowledge.quality.title', {
        variant: quality.variant,
        clearance: quality.clearance ? 'yes' : 'no',
      }),
      text: words('design-knowledge.quality.text', {
        variant: quality.variant,
        reviewers: quality.reviewersNeeded,
        items: items.perQuarter,
        minutes: quality.reviewMinutes,
        hours: figure(words, quality.hoursMonth),
      }),
      because: ['library.items-year1', 'moderation.pre-publication-check', 'content.official-clearance-path'],
    }),
    table(
      [
        words('design-knowledge.quality.head.state'),
        words('design-knowledge.quality.head.seen'),
        [words('design-knowledge.quality.head.days'), 'end'],
      ],
      quality.states.map((state) => [
        state.name,
        state.visibleTo.join(', '),
        state.days === null ? words('design-knowledge.quality.noLimit') : figure(words, state.days),
      ]),
      { caption: words('design-knowledge.quality.statesCaption') },
    ),
    heading(words('design-knowledge.quality.moves'), 'knowledge-moves', 4),
    table(
      [
        words('design-knowledge.quality.head.from'),
        words('design-knowledge.quality.head.to'),
        words('design-knowledge.quality.head.by'),
        words('design-knowledge.quality.head.when'),
      ],
      quality.transitions.map((move) => [
        name.get(move.from) ?? move.from,
        name.get(move.to) ?? move.to,
        move.by,
        move.condition,
      ]),
    ),
    ...list(quality.rules.map(capital)),
  ]
}

function mechanisms(design: Design, voice: Teller, words: Words): Block[] {
  return [
    heading(words('design-knowledge.mechanisms.heading'), 'knowledge-mechanisms'),
    ...design.parts.knowledge.mechanisms.flatMap((mechanism): Block[] => [
      voice.tell({
        id: `mechanism-${mechanism.id}`,
        title: words('porch.pair', { term: mechanism.name, text: mechanism.purpose }),
        text: words('design-knowledge.mechanisms.line', {
          owner: capital(mechanism.owner),
          hours: figure(words, mechanism.hoursMonth),
          count: mechanism.hoursMonth,
          rhythm: mechanism.rhythm,
        }),
        because: mechanism.decisions,
      }),
      ...list(mechanism.how.map(capital)),
    ]),
  ]
}

function sharing(design: Design, voice: Teller, words: Words): Block[] {
  const { sensitivity, recording, taxonomies, languages } = design.parts.knowledge.sharing
  return [
    heading(words('design-knowledge.groups.sharing'), 'knowledge-sharing'),
    voice.tell({
      title: words('design-knowledge.sharing.title', { level: sensitivity.default }),
      text: words('design-knowledge.sharing.text'),
      because: [
        'content.default-sensitivity',
        'content.location-precision',
        'content.public-after-review',
        'library.rules',
      ],
    }),
    table(
      [words('design-knowledge.sharing.head.level'), words('design-knowledge.sharing.head.rule')],
      sensitivity.levels.map((level) => [level.name, level.rule]),
      { caption: words('design-knowledge.sharing.levels') },
    ),
    ...list(sensitivity.rules.map(capital)),
    paragraph(words('design-knowledge.sharing.ask')),
    ...list(sensitivity.screening.map(capital)),
    voice.tell({
      title: words('design-knowledge.recording.title', { setting: pick(recording.setting) }),
      text: sentence(words, recording.rules),
      because: ['recording.default'],
    }),
    voice.tell({
      id: 'languages',
      title: words('design-knowledge.languages.heading'),
      text: languages.join(' '),
      because: ['content.translation-rule', 'content.translation-budget', 'content.summary-languages'],
    }),
    heading(words('design-knowledge.tags.heading'), 'knowledge-tags', 4),
    table(
      [
        words('design-knowledge.tags.head.list'),
        [words('design-knowledge.tags.head.terms'), 'end'],
        words('design-knowledge.tags.head.must'),
        words('design-knowledge.tags.head.use'),
      ],
      taxonomies.map((tag) => [
        tag.name,
        tag.terms === 0 ? words('design-knowledge.tags.open') : figure(words, tag.terms),
        words(tag.required ? 'common.yes' : 'common.no'),
        tag.use,
      ]),
    ),
  ]
}
