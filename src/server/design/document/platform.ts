/** Part 5 as a document: one tool for one purpose, channels, moderation, good posts, reach, safety and the move. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure, listed, pick, sentence } from '../parts/common/phrases.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { numbered, teller, type Teller } from './numbered.ts'
import { heading, list, table } from './tables.ts'

/** The blocks of part 5. Decisions are numbered from 5.1. */
export function platformBlocks(design: Design, words: Words): Block[] {
  const voice = teller(design)
  const told: Block[] = [
    ...purposes(design, voice, words),
    ...channels(design, voice, words),
    ...moderation(design, voice, words),
    heading(words('design-platform.postingTitle'), 'platform-posting'),
    ...list(design.parts.platform.posting.map(capital)),
    ...care(design, voice, words),
    ...migration(design, words),
  ]
  return numbered('platform', [...told, ...voice.rest('platform', words)])
}

function purposes(design: Design, voice: Teller, words: Words): Block[] {
  const { purposes, tools, channels } = design.parts.platform
  const opens = (when: string) => channels.filter((channel) => channel.opens === when).length
  return [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-platform.lede', { channels: opens('launch'), later: opens('later') }),
    },
    heading(words('design-platform.groups.recommendation'), 'platform-recommendation'),
    voice.tell({
      title: words('design-platform.purposes.title'),
      text: words('design-platform.purposes.text'),
      because: [
        'channels.primary',
        'channels.quick',
        'channels.chat',
        'channels.live',
        'channels.breakouts',
        'channels.single-front-door',
        'channels.roles',
      ],
    }),
    table(
      [words('design-platform.purposes.head.purpose'), words('design-platform.purposes.head.tool')],
      purposes.map((purpose) => [purpose.name, purpose.tool]),
    ),
    heading(words('design-platform.toolsTitle'), 'platform-tools', 4),
    table(
      [
        words('design-platform.toolsHead.tool'),
        words('design-platform.toolsHead.verdict'),
        words('design-platform.toolsHead.what'),
      ],
      tools.map((tool) => [tool.name, tool.verdictName, tool.what]),
    ),
  ]
}

function channels(design: Design, voice: Teller, words: Words): Block[] {
  const { channels } = design.parts.platform
  const open = channels.filter((channel) => channel.opens === 'launch')
  const later = channels.filter((channel) => channel.opens === 'later')
  return [
    heading(words('design-platform.groups.channels'), 'platform-channels'),
    voice.tell({
      title: words('design-platform.channelsTitle', { count: open.length }),
      text:
        later.length > 0
          ? words('design-platform.channelsLater', {
              names: listed(
                words,
                later.map((channel) => channel.name),
              ),
              sign: later[0]?.sign ?? '',
            })
          : `${capital(
              listed(
                words,
                open.map((channel) => channel.name),
              ),
            )}.`,
      because: [
        'channels.at-launch',
        'channels.list',
        'channels.later',
        'channels.max-at-launch',
        'channels.chat-role',
        'channels.quick-rules',
      ],
    }),
    table(
      [
        words('design-platform.channelsHead.channel'),
        words('design-platform.channelsHead.purpose'),
        words('design-platform.channelsHead.posts'),
        words('design-platform.channelsHead.moderation'),
        words('design-platform.channelsHead.tool'),
      ],
      open.map((channel) => [channel.name, channel.purpose, channel.posts, channel.moderation, channel.tool]),
    ),
  ]
}

function moderation(design: Design, voice: Teller, words: Words): Block[] {
  const { moderation } = design.parts.platform
  return [
    heading(words('design-platform.groups.moderation'), 'platform-moderation'),
    voice.tell({
      title: words('design-platform.moderation.title', {
        moderators: moderation.moderators,
        hours: figure(words, moderation.hoursWeek),
      }),
      text: words('design-platform.moderation.text'),
      because: [
        'moderation.moderators',
        'moderation.answer-sla-working-days',
        'moderation.digest-mode',
        'moderation.pre-publication-check',
      ],
    }),
    table(
      [words('design-platform.moderation.head.what'), words('design-platform.moderation.head.time')],
      moderation.services.map((service) => [capital(service.what), service.time]),
    ),
    heading(words('design-platform.moderation.ladderHeading'), 'platform-ladder', 4),
    { kind: 'list', ordered: true, items: moderation.ladder.map(capital) },
    heading(words('design-platform.moderation.conflictHeading'), 'platform-conflict', 4),
    { kind: 'list', ordered: true, items: moderation.conflict.map(capital) },
  ]
}

function care(design: Design, voice: Teller, words: Words): Block[] {
  const { risk, reach, security, hosting } = design.parts.platform.care
  return [
    heading(words('design-platform.groups.care'), 'platform-care'),
    voice.tell({
      id: 'reach',
      title: words('design-platform.reachTitle'),
      text: sentence(words, reach),
      because: ['platform.features', 'platform.page-weight-max-kb', 'content.low-bandwidth-version'],
    }),
    voice.tell({
      id: 'safety',
      title: words('design-platform.securityTitle', { risk: pick(risk) }),
      text: sentence(words, security),
      because: ['channels.consumer-chat', 'platform.hosting', 'onboarding.confidentiality-agreement'],
    }),
    voice.tell({
      title: words('design-platform.hostingTitle'),
      text: hosting.map((one) => `${capital(one)}.`).join(' '),
      because: ['platform.hosting-profile', 'platform.hosting'],
    }),
  ]
}

function migration(design: Design, words: Words): Block[] {
  return [
    heading(words('design-platform.migrationTitle'), 'platform-migration'),
    table(
      [
        words('design-platform.migrationHead.date'),
        words('design-platform.migrationHead.what'),
        words('design-platform.migrationHead.who'),
      ],
      design.parts.platform.migration.map((move) => [
        longDate(move.date, words.locale),
        move.what,
        capital(move.owner),
      ]),
    ),
  ]
}
