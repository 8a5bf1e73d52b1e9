/** The design on one page: the mission, six facts, and what comes first. */
import type { Words } from '#i18n/index.ts'
import { longDate } from '#server/foundations/documents/dates.ts'
import { launchDay } from '../parts/common/launch.ts'
import { capital, figure, listed, money, pick } from '../parts/common/phrases.ts'
import { sizeOf } from '../parts/common/size.ts'
import { perYear } from '../rules/formulas.ts'
import type { Decided, Design, Parts, Warning } from '../types.ts'

/** What a board reads. `warnings` are the finished ones: the worst of them is among what comes first. */
export function summaryOf(decided: Decided, parts: Parts, warnings: readonly Warning[], say: Words): Design['summary'] {
  return {
    mission: parts.governance.mission.text,
    facts: [
      who(decided, say),
      circles(parts, say),
      rhythm(decided, parts, say),
      care(decided, parts, say),
      purse(parts, say),
      next(parts, say),
    ],
    priorities: priorities(decided, parts, warnings, say),
  }
}

type Fact = Design['summary']['facts'][number]

function who(decided: Decided, say: Words): Fact {
  const countries = decided.answer<number>('scope.countries')
  return {
    term: say('design-whole.summary.facts.who.term'),
    value: say('design-whole.summary.facts.who.value', { members: sizeOf(decided).members }),
    note: capital(
      say('design-whole.summary.facts.who.note', {
        membership: pick(decided.answer<string>('scope.membership')),
        countries,
      }),
    ),
  }
}

function circles({ governance }: Parts, say: Words): Fact {
  const wider = governance.circles.find((circle) => circle.key === 'wider')
  const hub = governance.circles.find((circle) => circle.key === 'hub')
  return {
    term: say('design-whole.summary.facts.circles.term'),
    value: say('design-whole.summary.facts.circles.value', { hub: hub ? 'yes' : 'no' }),
    note: capital(
      say('design-whole.summary.facts.circles.note', {
        hub: hub ? 'yes' : 'no',
        policy: wider?.policy ?? 'open',
        seats: hub?.seats ? `${hub.seats.from}–${hub.seats.to}` : '',
        attend: hub?.commitment?.attend ?? 0,
        of: hub?.commitment?.of ?? 0,
      }),
    ),
  }
}

function rhythm(decided: Decided, { calendar }: Parts, say: Words): Fact {
  // The two things that happen most often say more than a list of all.
  const often = calendar.series
    .filter(
      (series) => series.events > 0 && !['launch', 'retreat', 'orientation', 'preparation'].includes(series.class),
    )
    .toSorted(
      (a, b) =>
        perYear(decided.value<string>(`cadence.${b.format}`)) - perYear(decided.value<string>(`cadence.${a.format}`)) ||
        b.events - a.events,
    )
    .slice(0, 2)
    .map((series) => say('design-whole.summary.facts.rhythm.series', { name: series.name, count: series.events }))
  return {
    term: say('design-whole.summary.facts.rhythm.term'),
    value: say('design-whole.summary.facts.rhythm.value', { hours: calendar.load[0]?.hours ?? 0 }),
    note: capital(listed(say, often)),
  }
}

function care(decided: Decided, { governance }: Parts, say: Words): Fact {
  const deputies = governance.roles.find((role) => role.key === 'deputy')?.count ?? 0
  return {
    term: say('design-whole.summary.facts.care.term'),
    value: say('design-whole.summary.facts.care.value', {
      core: decided.value<number>('governance.core-team-size') ?? 3,
    }),
    note: capital(
      say('design-whole.summary.facts.care.note', {
        trio: decided.value('governance.coordination') === 'rotating-trio' ? 'yes' : 'no',
        fte: figure(say, decided.answer<number>('structure.coordinator-fte'), 2),
        deputies,
      }),
    ),
  }
}

function purse({ sustainability }: Parts, say: Words): Fact {
  const { budget, 'in-kind': kind } = sustainability
  return {
    term: say('design-whole.summary.facts.money.term'),
    value: say('design-whole.summary.facts.money.value', {
      paid: budget.total > 0 ? 'yes' : 'no',
      total: money(say, budget.total, budget.currency),
    }),
    note: capital(say('design-whole.summary.facts.money.note', { value: money(say, kind.value, budget.currency) })),
  }
}

function next({ sustainability }: Parts, say: Words): Fact {
  return {
    term: say('design-whole.summary.facts.next.term'),
    value: say('design-whole.summary.facts.next.value', {
      date: longDate(sustainability.evolve.dates[0]?.date ?? '', say.locale),
    }),
    note: capital(say('design-whole.summary.facts.next.note')),
  }
}

/** Three to five: the gaps that matter most, the launch, the first win, and the worst weakness. */
function priorities(decided: Decided, parts: Parts, warnings: readonly Warning[], say: Words): string[] {
  const order = { high: 0, medium: 1, low: 2 }
  const gaps = (decided.context.gaps.list ?? []).toSorted((a, b) => order[a.priority] - order[b.priority]).slice(0, 2)
  const step = (id: string) =>
    parts.engagement.activation.find((one) => one.id === id || one.id === `${id}-by-focal-points`)
  const launch = launchDay(parts.calendar)
  const worst =
    warnings.find((warning) => warning.severity === 'error') ?? warnings.find((warning) => warning.severity === 'risk')
  const date = (day: string | undefined) => longDate(day ?? launch, say.locale)
  return [
    ...gaps.map((gap) => say('design-whole.summary.priority.gap', { title: capital(gap.title) })),
    say('design-whole.summary.priority.launch', {
      founders: parts.engagement.founders,
      date: date(step('founders')?.date),
      launch: date(launch),
    }),
    say('design-whole.summary.priority.win', { date: date(step('win')?.date) }),
    ...(worst ? [say('design-whole.summary.priority.weak', { text: worst.text })] : []),
  ]
}
