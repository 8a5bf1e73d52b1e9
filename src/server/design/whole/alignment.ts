import type { Words } from '#i18n/index.ts'
import { phrase } from '../parts/common/phrases.ts'
import type { Decided, Design, Parts, PartId } from '../types.ts'

type Row = Design['alignment'][number]

/**
 * Where the design follows Wenger-Trayner, USAID's knowledge management and CLA, and ALNAP's model, each said for this community.
 * Elements: `domain/01`, `domain/02` table 2.6, `domain/03` 3.1 and 3.2.
 */
export function alignmentOf(decided: Decided, parts: Parts, say: Words): Row[] {
  const facts = factsOf(decided, parts, say)
  return elements(decided, parts).map(({ framework, element, where, how }) => ({
    framework: phrase(say, `design-whole.alignment.frameworks.${framework}`),
    element: phrase(say, `design-whole.alignment.${framework}.${element}.name`),
    where,
    how: phrase(say, `design-whole.alignment.${framework}.${element}.${how ?? 'how'}`, facts),
  }))
}

interface Element {
  framework: 'wenger' | 'usaid' | 'alnap'
  element: string
  where: PartId
  /** Key of the sentence where there are several. */
  how?: string
}

function elements(decided: Decided, parts: Parts): Element[] {
  const hub = parts.governance.hub.built
  const events = decided.list('cadence.events')
  const clinics = events.includes('peer-clinic') || decided.value('cadence.peer-clinic') === 'merged-into-monthly'
  const lessons = parts.knowledge.types.some((type) => type.id === 'lesson-learned')
  const several = decided.answer('scope.membership') !== 'single-organisation'
  const wenger = (element: string, where: PartId, how?: string): Element => ({
    framework: 'wenger',
    element,
    where,
    ...(how && { how }),
  })
  const usaid = (element: string, where: PartId, how?: string): Element => ({
    framework: 'usaid',
    element,
    where,
    ...(how && { how }),
  })
  const alnap = (element: string, where: PartId, how?: string): Element => ({
    framework: 'alnap',
    element,
    where,
    ...(how && { how }),
  })
  return [
    wenger('domain', 'governance', (decided.context.gaps.list ?? []).length > 0 ? 'gaps' : 'types'),
    wenger('community', 'governance', hub ? 'hub' : 'one'),
    wenger('practice', 'knowledge'),
    wenger('levels', 'evaluation'),
    wenger('perspectives', 'calendar', decided.answer<number>('scope.junior-share') >= 0.4 ? 'junior' : 'mixed'),
    wenger('spaces', 'platform', clinics ? 'clinics' : 'other'),
    wenger('rhythm', 'calendar'),
    wenger(
      'leadership',
      'sustainability',
      decided.value('governance.coordination') === 'rotating-trio' ? 'trio' : 'shared',
    ),
    wenger('value', 'evaluation'),
    usaid(
      'assess',
      'engagement',
      decided.requirements.some((one) => one.id === 'launch.needs-assessment') ? 'assessment' : 'talks',
    ),
    usaid('design', 'governance'),
    usaid('create', 'knowledge'),
    usaid('mobilize', 'engagement'),
    usaid('evaluate', 'evaluation'),
    usaid('evolve', 'sustainability'),
    usaid('pause', 'calendar', events.includes('after-action-review') ? 'review' : 'sessions'),
    usaid('collaboration', 'calendar', several ? 'external' : 'internal'),
    usaid(
      'openness',
      'engagement',
      decided.list('platform.features').includes('anonymous-question') ? 'anonymous' : 'silence',
    ),
    usaid('memory', 'knowledge'),
    usaid('resources', 'sustainability'),
    alnap('membership', 'governance', several ? 'institutional' : 'inside'),
    alnap('host', 'governance', decided.list('governance.roles').includes('neutral-convener') ? 'neutral' : 'stated'),
    alnap('system', 'calendar', decided.value('cadence.annual-retreat') === 'none' ? 'noYearly' : 'yearly'),
    alnap('push', 'knowledge', lessons ? 'lessons' : 'notes'),
    alnap('closed', 'platform', decided.value('launch.opening') === 'closed-then-open' || hub ? 'closed' : 'clinics'),
    alnap('function', 'governance', functionOf(decided)),
  ]
}

/** The network function that the gaps ask for most (`domain/03`, 3.1). */
function functionOf(decided: Decided): string {
  const types = decided.answer<string[]>('gaps.types')
  const first = types[0] ?? ''
  const by: Record<string, string> = {
    'live-problems': 'facilitate',
    'data-systems': 'facilitate',
    'method-skill': 'provide',
    'tools-templates': 'provide',
    'soft-skills': 'build',
    awareness: 'filter',
    'evidence-use': 'amplify',
    'lessons-reuse': 'filter',
    'standards-harmonisation': 'convene',
  }
  return by[first] ?? 'facilitate'
}

function factsOf(decided: Decided, parts: Parts, say: Words): Record<string, string | number> {
  const gaps = decided.context.gaps.list ?? []
  return {
    gaps: gaps.length,
    gap: gaps[0]?.title ?? '',
    types: parts.knowledge.types.length,
    items: parts.knowledge.items.yearOne,
    indicators: parts.evaluation.indicators.length,
    events: parts.calendar.events.filter((event) => event.live).length,
    series: parts.calendar.series.length,
    core: decided.value<number>('governance.core-team-size') ?? 3,
    months: decided.value<number>('governance.term-months') ?? 12,
    members: decided.answer<number>('scope.members'),
    reviewers: parts.knowledge.quality.reviewersNeeded,
    founders: parts.engagement.founders,
    rungs: parts.engagement.ladder.rungs.length,
    options: parts.sustainability.evolve.options.length,
    hooks: parts.sustainability.integration.length,
    lines: parts.sustainability.budget.lines.length,
    hours: new Intl.NumberFormat(say.locale).format(parts.sustainability['in-kind'].hours),
    channels: parts.platform.channels.filter((channel) => channel.opens === 'launch').length,
    host: decided.context.community.host ?? decided.context.community.name,
  }
}
