/** Part 5 as a document: one tool for one purpose, channels, moderation, good posts, reach, safety and the move. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure, listed, pick } from '../parts/common/phrases.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { alsoSettled, numbered, toldBy } from './numbered.ts'
import { heading, list, table } from './tables.ts'
import { decisionBlock } from './why-of.ts'

/** The blocks of part 5. Decisions are numbered from 5.1. */
export function platformBlocks(design: Design, words: Words): Block[] {
  const told: Block[] = [
    ...purposes(design, words),
    ...channels(design, words),
    ...moderation(design, words),
    heading(words('design-platform.postingTitle'), 'platform-posting'),
    ...list(design.parts.platform.posting.map(capital)),
    ...care(design, words),
    ...migration(design, words),
  ]
  const behind = ['channels.quick', 'channels.chat', 'channels.live', 'channels.list', 'channels.later', 'channels.quick-rules', 'moderation.answer-sla-working-days', 'platform.page-weight-max-kb']
  return numbered('platform', [...told, ...alsoSettled(design, 'platform', toldBy(told, behind), words)])
}

function purposes(design: Design, words: Words): Block[] {
  const { purposes, tools, channels } = design.parts.platform
  const opens = (when: string) => channels.filter((channel) => channel.opens === when).length
  return [
    { kind: 'paragraph', style: 'lede', text: words('design-platform.lede', { channels: opens('launch'), later: opens('later') }) },
    decisionBlock(design, {
      title: words('design-platform.purposes.title'),
      text: words('design-platform.purposes.text'),
      because: ['channels.primary', 'channels.quick', 'channels.chat', 'channels.live', 'channels.single-front-door', 'channels.roles'],
    }),
    table(
      [words('design-platform.purposes.head.purpose'), words('design-platform.purposes.head.tool')],
      purposes.map((purpose) => [purpose.name, purpose.tool]),
    ),
    heading(words('design-platform.toolsTitle'), 'platform-tools'),
    table(
      [words('design-platform.toolsHead.tool'), words('design-platform.toolsHead.verdict'), words('design-platform.toolsHead.what')],
      tools.map((tool) => [tool.name, tool.verdictName, tool.what]),
    ),
  ]
}

function channels(design: Design, words: Words): Block[] {
  const { channels } = design.parts.platform
  const open = channels.filter((channel) => channel.opens === 'launch')
  const later = channels.filter((channel) => channel.opens === 'later')
  return [
    decisionBlock(design, {
      title: words('design-platform.channelsTitle', { count: open.length }),
      text:
        later.length > 0
          ? words('design-platform.channelsLater', { names: listed(words, later.map((channel) => channel.name)), sign: later[0]?.sign ?? '' })
          : capital(listed(words, open.map((channel) => channel.name))) + '.',
      because: ['channels.at-launch', 'channels.list', 'channels.max-at-launch'],
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

function moderation(design: Design, words: Words): Block[] {
  const { moderation } = design.parts.platform
  return [
    decisionBlock(design, {
      title: words('design-platform.moderation.title', { moderators: moderation.moderators, hours: figure(words, moderation.hoursWeek) }),
      text: words('design-platform.moderation.text'),
      because: ['moderation.moderators', 'moderation.answer-sla-working-days'],
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

function care(design: Design, words: Words): Block[] {
  const { risk, reach, security, hosting } = design.parts.platform.care
  return [
    decisionBlock(design, { id: 'reach', title: words('design-platform.reachTitle'), text: capital(reach.join('; ')) + '.', because: ['platform.features', 'platform.page-weight-max-kb', 'content.low-bandwidth-version'] }),
    decisionBlock(design, {
      id: 'safety',
      title: words('design-platform.securityTitle', { risk: pick(risk) }),
      text: capital(security.join('; ')) + '.',
      because: ['channels.consumer-chat', 'platform.hosting', 'onboarding.confidentiality-agreement'],
    }),
    decisionBlock(design, { title: words('design-platform.hostingTitle'), text: hosting.map((one) => capital(one) + '.').join(' '), because: ['platform.hosting-profile'] }),
  ]
}

function migration(design: Design, words: Words): Block[] {
  return [
    heading(words('design-platform.migrationTitle'), 'platform-migration'),
    table(
      [words('design-platform.migrationHead.date'), words('design-platform.migrationHead.what'), words('design-platform.migrationHead.who')],
      design.parts.platform.migration.map((move) => [longDate(move.date, words.locale), move.what, capital(move.owner)]),
    ),
  ]
}
