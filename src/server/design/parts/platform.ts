/**
 * Part 5: one front door, one quick channel, one live tool; channels, moderation, posting standards and the move.
 * Source: `domain/05`, 5.7 and 5.8, and `domain/09`, 9.7; chosen by the decisions against what people have.
 */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import type { Calendar } from './calendar/types.ts'
import type { Workdays } from './common/workdays.ts'
import { channels, type Channel } from './platform/channels.ts'
import { care, type Care } from './platform/care.ts'
import { moderation, posting, type Moderation } from './platform/moderation.ts'
import { migration, type Move } from './platform/migration.ts'
import { purposes, tools, type Purpose, type Tool } from './platform/tools.ts'

export interface Platform {
  /** One tool for each purpose. */
  purposes: Purpose[]
  /** Everything people have today, and what becomes of it. */
  tools: Tool[]
  channels: Channel[]
  moderation: Moderation
  /** Posting standards. */
  posting: string[]
  care: Care
  migration: Move[]
}

/** Composes part 5 in the language of the design. */
export function composePlatform(decided: Decided, calendar: Calendar, workdays: Workdays): Platform {
  const say = words(decided.locale)
  return {
    purposes: purposes(decided, say),
    tools: tools(decided, say),
    channels: channels(decided, say),
    moderation: moderation(decided, say),
    posting: posting(decided, say),
    care: care(decided, say),
    migration: migration(decided, calendar, workdays, say),
  }
}
