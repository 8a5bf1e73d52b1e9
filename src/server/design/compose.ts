/**
 * From a context to a whole design: the rules decide, the parts are composed on one calendar, and what only shows when they stand
 * beside one another (load, weaknesses, what is open) is worked out last. Pure but for loading public holidays.
 */
import { words, type Locale } from '#i18n/index.ts'
import { daysAfter, type Holidays, holidaysOf } from '#server/foundations/time/index.ts'
import { composeCalendar, calendarSpan } from './parts/calendar.ts'
import { workdaysOf } from './parts/common/workdays.ts'
import { composeEngagement } from './parts/engagement.ts'
import { composeEvaluation } from './parts/evaluation.ts'
import { composeGovernance } from './parts/governance.ts'
import { composeKnowledge } from './parts/knowledge.ts'
import { composePlatform } from './parts/platform.ts'
import { composeSustainability } from './parts/sustainability.ts'
import { decide } from './rules/index.ts'
import type { Context, Decided, Design, Override, Parts } from './types.ts'
import { alignmentOf } from './whole/alignment.ts'
import { assumptionsOf } from './whole/assumptions.ts'
import { checklistOf } from './whole/checklist.ts'
import { warningsOf } from './whole/linter.ts'
import { loadOf } from './whole/load.ts'
import { openDecisions } from './whole/open.ts'
import { summaryOf } from './whole/summary.ts'

export interface ComposeOptions {
  locale?: Locale
  /** What a person changed, by path. */
  overrides?: Record<string, Override>
  /**
   * `YYYY-MM-DD`. A context without a start begins about sixty days after it, and a start that leaves less is warned of. Where it
   * is not given nothing is said of time, and a context without a start gets a fixed one, so that it gives the same design each time.
   */
  today?: string
}

/** Composes the design of a context that `readContext` accepted. The same input gives the same design. */
export async function compose(
  context: Context,
  { locale = 'en', overrides = {}, today }: ComposeOptions = {},
): Promise<Design> {
  const decided = decide(context, { locale, overrides })
  const span = calendarSpan(decided, today ?? dayWithoutClock)
  const holidays = await holidaysOf(span.countries, span.from, span.to, locale)
  // Steps lie before the launch and reports after the year.
  const around = await holidaysOf(span.countries, daysAfter(span.from, -90), daysAfter(span.to, 180), locale)
  return assemble(decided, partsOf(decided, holidays, around), overrides, today)
}

/** What is taken for today when a context without a start is composed without a clock. */
const dayWithoutClock = '2026-11-02'

function partsOf(decided: Decided, holidays: Holidays, around: Holidays): Parts {
  const governance = composeGovernance(decided)
  const calendar = composeCalendar(decided, holidays)
  const workdays = workdaysOf(calendar, around)
  const knowledge = composeKnowledge(decided)
  const evaluation = composeEvaluation(decided, { governance, calendar, knowledge, workdays })
  return {
    governance,
    calendar,
    knowledge,
    engagement: composeEngagement(decided, calendar, workdays),
    platform: composePlatform(decided, calendar, workdays),
    evaluation,
    sustainability: composeSustainability(decided, { governance, calendar, knowledge, evaluation, workdays }),
  }
}

function assemble(
  decided: Decided,
  parts: Parts,
  overrides: Record<string, Override>,
  today: string | undefined,
): Design {
  const say = words(decided.locale)
  const load = loadOf(decided, parts, say)
  const warnings = warningsOf({ decided, parts, load, ...(today && { today }) }, say)
  return plain({
    version: 1,
    locale: decided.locale,
    context: decided.context,
    overrides,
    summary: summaryOf(decided, parts, warnings, say),
    parts,
    decisions: [...decided.decisions, ...decided.requirements],
    warnings,
    assumptions: assumptionsOf(decided, parts, say),
    open: openDecisions(decided, parts, say),
    checklist: checklistOf(decided, parts, say),
    load,
    alignment: alignmentOf(decided, parts, say),
  })
}

/** A design is JSON from the first moment: nothing in it is undefined, shared or alive. */
const plain = (design: Design): Design => JSON.parse(JSON.stringify(design)) as Design
