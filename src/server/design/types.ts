/**
 * The data of a design: what goes in (the context), what the rules decide, what comes out (seven parts).
 * Everything here is plain JSON, so that a design can be kept, compared, exported and read in again.
 */
import type { Locale } from '#i18n/index.ts'
import type { Assumption, Context, Decision, Load, Override, PartId, Warning } from './basics.ts'
import type { Calendar } from './parts/calendar.ts'
import type { Engagement } from './parts/engagement.ts'
import type { Evaluation } from './parts/evaluation.ts'
import type { Governance } from './parts/governance.ts'
import type { Knowledge } from './parts/knowledge.ts'
import type { Platform } from './parts/platform.ts'
import type { Sustainability } from './parts/sustainability.ts'

export * from './basics.ts'

export interface Parts {
  governance: Governance
  calendar: Calendar
  knowledge: Knowledge
  engagement: Engagement
  platform: Platform
  evaluation: Evaluation
  sustainability: Sustainability
}

/** A whole design. */
export interface Design {
  /** Version of this format. */
  version: 1
  locale: Locale
  context: Context
  /** What a person changed, by path. */
  overrides: Record<string, Override>
  summary: { mission: string; facts: { term: string; value: string; note?: string }[]; priorities: string[] }
  parts: Parts
  decisions: Decision[]
  warnings: Warning[]
  assumptions: Assumption[]
  /** What is left to people to decide, each a sentence. */
  open: string[]
  /** The launch checklist, each with the day counted from the launch (negative before). */
  checklist: { id: string; text: string; day: number; owner: string; because?: string }[]
  load: Load[]
  /** Where the design follows Wenger-Trayner, USAID KM / CLA and ALNAP. */
  alignment: { framework: string; element: string; where: PartId; how: string }[]
}
