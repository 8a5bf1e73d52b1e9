/** What the year's lines take, from what the design does. */
import type { Decided } from '../../basics.ts'
import type { Calendar } from '../calendar/types.ts'
import type { Knowledge } from '../knowledge.ts'
import { platform, dialIn } from './costs/technology.ts'
import { retreat, hubs, rooms, interpreting } from './costs/meetings.ts'
import {
  bundles,
  coordination,
  allowances,
  speakers,
  grants,
  exchanges,
  fellowships,
  regionalHosts,
  training,
} from './costs/roles.ts'
import { translation, editing, evaluation, deposit } from './costs/content.ts'
import type { Cost } from './costs/line.ts'

export type { Category, Cost } from './costs/line.ts'

const lines = [
  platform,
  dialIn,
  bundles,
  retreat,
  hubs,
  rooms,
  coordination,
  allowances,
  interpreting,
  translation,
  speakers,
  grants,
  exchanges,
  fellowships,
  regionalHosts,
  training,
  editing,
  evaluation,
  deposit,
]

/** Every line that this design asks for; those that cost nothing here are left out. */
export function costs(decided: Decided, calendar: Calendar, knowledge: Knowledge): Cost[] {
  return lines.flatMap((line) => line(decided, calendar, knowledge) ?? []).filter((cost) => cost.usd > 0)
}
