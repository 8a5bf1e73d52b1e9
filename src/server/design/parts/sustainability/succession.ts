import type { Words } from '#i18n/index.ts'
import { daysAfter } from '#server/foundations/time/index.ts'
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import { launchDay } from '../common/launch.ts'
import { phrase } from '../common/phrases.ts'
import { sizeOf } from '../common/size.ts'
import type { Workdays } from '../common/workdays.ts'
import type { Governance } from '../governance/types.ts'

/** How roles pass on before they fall. */
export interface Succession {
  patterns: { id: string; name: string; how: string; because: string[] }[]
  /** Terms with their dates; the first alert comes 90 days before the end. */
  terms: { role: string; name: string; months: number; ends: string; alert: string; deputy: boolean }[]
  /** By this day every role has a deputy. */
  deputiesBy: string
  pack: string[]
  /** Small roles that lead to larger ones. */
  path: string[]
  test: string
}

/** Patterns that fit this form, terms with real dates, and the pack that is handed over (`domain/08`, 8.2). */
export function succession(
  decided: Decided,
  governance: Governance,
  calendar: Calendar,
  workdays: Workdays,
  say: Words,
): Succession {
  const launch = launchDay(calendar)
  const { micro } = sizeOf(decided)
  const text = (key: string, params = {}) => phrase(say, `design-sustainability.succession.${key}`, params)
  return {
    patterns: patterns(decided, micro).map(({ id, because }) => ({
      id,
      name: text(`${id}.name`),
      how: text(`${id}.how`),
      because,
    })),
    terms: governance.roles.flatMap((role) => {
      if (role.term === null || role.count === 0) return []
      const ends = Temporal.PlainDate.from(launch).add({ months: role.term }).toString()
      return [
        {
          role: role.key,
          name: role.name,
          months: role.term,
          ends,
          alert: workdays.onOrBefore(daysAfter(ends, role.term > 4 ? -90 : -30)),
          deputy: role.deputy,
        },
      ]
    }),
    deputiesBy: workdays.onOrBefore(daysAfter(launch, 90)),
    pack: (micro
      ? ['calendar', 'accounts', 'unwritten']
      : ['calendar', 'actions', 'contacts', 'accounts', 'money', 'unwritten', 'review']
    ).map((id) => text(`pack.${id}`)),
    path: (micro
      ? ['timekeeper', 'scribe', 'cofacilitator', 'core']
      : ['timekeeper', 'scribe', 'buddy', 'cofacilitator', 'reviewer', 'lead', 'core']
    ).map((id) => text(`path.${id}`)),
    test: text(micro ? 'testMicro' : 'test'),
  }
}

function patterns(decided: Decided, micro: boolean): { id: string; because: string[] }[] {
  const form = decided.value<string>('governance.form')
  const pool = { id: 'pool', because: ['governance.rotating-facilitators'] }
  const first =
    decided.value('governance.coordination') === 'rotating-trio'
      ? { id: 'trio', because: ['governance.coordination'] }
      : form === 'steering-pair-per-member-plus-small-secretariat'
        ? { id: 'host', because: ['governance.form', 'governance.rotation-months'] }
        : form === 'elected-committee'
          ? { id: 'elected', because: ['governance.form', 'governance.committee-term-months'] }
          : { id: 'staggered', because: ['governance.term-months', 'governance.core-team-size'] }
  const lead = first.id === 'trio' ? [] : [{ id: 'deputy', because: ['governance.deputies'] }]
  return [first, ...lead, ...(micro ? [] : [pool])]
}
