/** Part 4 as a document: the launch day by day, what keeps the community awake, and the steps towards silent members. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { capital, figure } from '../parts/common/phrases.ts'
import { launchDay } from '../parts/common/launch.ts'
import type { Design } from '../types.ts'
import type { Block } from './blocks.ts'
import { numbered, teller, type Teller } from './numbered.ts'
import { heading, list, paragraph, table } from './tables.ts'

/** The blocks of part 4. Decisions are numbered from 4.1. */
export function engagementBlocks(design: Design, words: Words): Block[] {
  const voice = teller(design)
  const told = [
    ...plan(design, voice, words),
    ...sustained(design, voice, words),
    ...ladder(design, words),
    ...benchmarks(design, words),
  ]
  return numbered('engagement', [...told, ...voice.rest('engagement', words)])
}

function plan(design: Design, voice: Teller, words: Words): Block[] {
  const { activation, alarms } = design.parts.engagement
  const date = longDate(launchDay(design.parts.calendar), words.locale)
  return [
    {
      kind: 'paragraph',
      style: 'lede',
      text: words('design-engagement.lede', { date, founders: design.parts.engagement.founders }),
    },
    heading(words('design-engagement.groups.activation'), 'engagement-activation'),
    voice.tell({
      title: words('design-engagement.plan.title', {
        first: activation[0]?.day ?? 0,
        last: activation.at(-1)?.day ?? 0,
      }),
      text: words('design-engagement.plan.text', { date }),
      because: [
        'launch.mode',
        'launch.opening',
        'launch.founding-members-min',
        'launch.manager-engagement-weeks',
        'launch.name-rule',
        'launch.needs-assessment',
        'launch.after-action-review',
        'launch.ask-the-silent',
        'launch.first-90-days-goal',
      ],
    }),
    table(
      [
        [words('design-engagement.plan.head.day'), 'end'],
        words('design-engagement.plan.head.date'),
        words('design-engagement.plan.head.what'),
        words('design-engagement.plan.head.who'),
        words('design-engagement.plan.head.done'),
      ],
      activation.map((step) => [
        figure(words, step.day),
        longDate(step.date, words.locale),
        step.what,
        capital(step.owner),
        step.done,
      ]),
    ),
    heading(words('design-engagement.plan.alarms'), 'engagement-alarms', 4),
    table(
      [
        [words('design-engagement.plan.alarmHead.day'), 'end'],
        words('design-engagement.plan.alarmHead.sign'),
        words('design-engagement.plan.alarmHead.answer'),
      ],
      alarms.map((alarm) => [figure(words, alarm.day), alarm.sign, alarm.answer]),
    ),
  ]
}

function sustained(design: Design, voice: Teller, words: Words): Block[] {
  const { rhythms, recognition, programmes } = design.parts.engagement
  return [
    heading(words('design-engagement.groups.sustained'), 'engagement-sustained'),
    voice.tell({
      id: 'recognition',
      title: words('design-engagement.recognition.title'),
      text: `${words('design-engagement.recognition.text')} ${recognition.incentive}`,
      because: ['engagement.incentives'],
    }),
    ...list(recognition.ways.map(capital)),
    heading(words('design-engagement.recognition.mechanicsHeading'), 'engagement-mechanics', 4),
    ...list(recognition.mechanics.map(capital)),
    paragraph(recognition.refused),
    paragraph(recognition.goal),
    heading(words('design-engagement.rhythms.heading'), 'engagement-rhythms', 4),
    table(
      [words('design-engagement.rhythms.head.when'), words('design-engagement.rhythms.head.what')],
      rhythms.map(({ rhythm, practice }, index) => [rhythms[index - 1]?.rhythm === rhythm ? '' : rhythm, practice]),
    ),
    heading(words('design-engagement.programmes.heading'), 'engagement-programmes'),
    ...programmes.map((programme) =>
      voice.tell({
        id: `programme-${programme.id}`,
        title: programme.name,
        text: programme.how.join(' '),
        because:
          programme.id === 'random-coffee-pairs'
            ? [...programme.because, 'engagement.pairs-cadence']
            : programme.because,
      }),
    ),
  ]
}

function ladder(design: Design, words: Words): Block[] {
  const { rungs, rules } = design.parts.engagement.ladder
  return [
    heading(words('design-engagement.ladder.title', { rungs: rungs.length }), 'engagement-ladder'),
    paragraph(words('design-engagement.ladder.text')),
    table(
      [
        [words('design-engagement.ladder.head.day'), 'end'],
        words('design-engagement.ladder.head.state'),
        words('design-engagement.ladder.head.what'),
        words('design-engagement.ladder.head.who'),
        words('design-engagement.ladder.head.message'),
      ],
      rungs.map((rung) => [
        figure(words, rung.day),
        rung.stateName,
        rung.what,
        `${capital(rung.sender)}, ${rung.channel}`,
        rung.message,
      ]),
    ),
    ...list(rules.map(capital)),
  ]
}

function benchmarks(design: Design, words: Words): Block[] {
  return [
    heading(words('design-engagement.benchmarks.heading'), 'engagement-benchmarks'),
    paragraph(words('design-engagement.benchmarks.text')),
    table(
      [
        words('design-engagement.benchmarks.head.what'),
        words('design-engagement.benchmarks.head.figure'),
        words('design-engagement.benchmarks.head.source'),
      ],
      design.parts.engagement.benchmarks.map((one) => [one.measure, one.figure, one.source]),
    ),
  ]
}
