/** Who belongs: hub or no hub, the circles, the subgroups, and the first ninety days. */
import type { Words } from '#i18n/index.ts'
import type { Circle, Governance } from '../../parts/governance.ts'
import type { Design } from '../../types.ts'
import type { Block } from '../blocks.ts'
import { decisionBlock } from '../why-of.ts'

/** The blocks on belonging, decisions unnumbered. */
export function belongingBlocks(design: Design, words: Words): Block[] {
  const { governance } = design.parts
  const { hub } = governance
  const state = hub.built ? 'built' : hub.status === 'no' ? 'none' : 'optional'
  return [
    { kind: 'heading', level: 3, text: words('design-governance.doc.belonging.title'), id: 'governance-circles' },
    decisionBlock(design, { title: words(`design-governance.doc.hub.${state}`), text: hub.text, because: hub.because }),
    ...governance.circles.flatMap((circle) => circleBlocks(circle, words)),
    ...governance.subgroups.map((group) =>
      decisionBlock(design, { title: group.name, text: group.text, because: group.because }),
    ),
    { kind: 'heading', level: 3, text: words('design-governance.doc.onboarding.title'), id: 'governance-onboarding' },
    {
      kind: 'paragraph',
      text: words('design-governance.doc.onboarding.text', {
        required: governance.onboarding.filter((step) => step.required && step.circle === 'wider').length,
      }),
    },
    onboardingTable(governance, words),
  ]
}

function circleBlocks(circle: Circle, words: Words): Block[] {
  const name = circle.seats
    ? words('design-governance.doc.circle.seats', { name: circle.name, ...circle.seats })
    : circle.name
  return [
    {
      kind: 'definitions',
      items: [
        { term: words('design-governance.doc.circle.enter', { name }), text: circle.policyText },
        { term: words('design-governance.doc.circle.promise', { name: circle.name }), text: circle.commitmentText },
      ],
    },
    { kind: 'list', items: circle.abilities.map((ability) => ability.text) },
  ]
}

function onboardingTable(governance: Governance, words: Words): Block {
  return {
    kind: 'table',
    caption: words('design-governance.doc.onboarding.caption'),
    columns: [
      { label: words('design-governance.doc.onboarding.days'), width: 0.12 },
      { label: words('design-governance.doc.onboarding.step'), width: 0.24 },
      { label: words('design-governance.doc.onboarding.what') },
      { label: words('design-governance.doc.onboarding.who'), width: 0.14 },
      { label: words('design-governance.doc.onboarding.minutes'), align: 'end', width: 0.1 },
    ],
    rows: governance.onboarding.map((step) => [
      `${step.from}–${step.to}`,
      step.required ? words('design-governance.doc.onboarding.required', { title: step.title }) : step.title,
      step.text,
      step.owner,
      String(step.minutes),
    ]),
  }
}
