/** Circles, terms of roles, and the steps of onboarding. */
import type { Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { named, numbered, yearOf, type Frame } from './frame.ts'

export function circles({ parts }: Design): Shelf {
  const rows = numbered(parts.governance.circles, (circle) => ({
    key: circle.key,
    name: circle.name,
    description: circle.commitmentText,
    policy: circle.policy,
    commitment_times: circle.commitment?.attend ?? null,
    commitment_of: circle.commitment?.of ?? null,
    abilities: circle.abilities.map((ability) => ability.key),
  }))
  return {
    table: 'circle',
    rows,
    label: named,
    follows: ['name', 'description', 'policy', 'commitment_times', 'commitment_of', 'abilities', 'position'],
  }
}

/**
 * One term for each seat; a role without a term is looked at again after a year. A term that runs on is kept; one that has
 * ended is followed by a new one, open until somebody takes it.
 */
export function roles({ parts }: Design, frame: Frame): Shelf {
  const { from } = parts.calendar
  const rows = parts.governance.roles.flatMap((role) =>
    Array.from({ length: role.count }, (_, i) => {
      const seat = `${role.key}-${i + 1}`
      return {
        key: frame.terms.get(seat) ?? `${yearOf(parts)}:${seat}`,
        role: role.key,
        name: role.name,
        hours_month: role.hours,
        starts_on: frame.opens,
        ends_on: Temporal.PlainDate.from(from)
          .add({ months: role.term ?? 12 })
          .toString(),
      }
    }),
  )
  return { table: 'role_term', rows, label: (row) => `${row.name}`, follows: ['name', 'hours_month'] }
}

export function onboarding({ parts }: Design, frame: Frame): Shelf {
  const rows = numbered(parts.governance.onboarding, (step) => ({
    key: step.key,
    title: step.title,
    detail: step.text,
    opens_day: step.from,
    day: step.to,
    required: step.required,
    circle_id: step.circle === 'hub' ? (frame.circles.get('hub') ?? null) : null,
    ticked_by: tickers[step.key] ?? null,
  }))
  return {
    table: 'onboarding_step',
    rows,
    label: named,
    follows: ['title', 'detail', 'opens_day', 'day', 'required', 'ticked_by', 'position'],
  }
}

/** Which kind of fact ticks which step of onboarding by itself; the other steps are ticked by the member. */
const tickers: Record<string, string> = {
  welcome: 'member.joined',
  profile: 'member.profile-told',
  orientation: 'event.attended:onboarding-orientation',
  'first-event': 'event.attended',
  'bring-case': 'event.led:peer-clinic',
  'hub-first-brief': 'event.attended:mel-hub-pre-brief',
}
