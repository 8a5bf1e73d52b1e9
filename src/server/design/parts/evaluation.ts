/**
 * Part 6: how the community learns about itself: indicators on seven levels, surveys, reports, health checks, questions.
 * Source: `domain/07`; chosen, targeted and dated for this context.
 */
import { words } from '#i18n/index.ts'
import type { Decided } from '../basics.ts'
import type { Calendar } from './calendar/types.ts'
import type { Workdays } from './common/workdays.ts'
import { levelNames, type Level } from './evaluation/catalogue.ts'
import { healthChecks, type HealthCheck } from './evaluation/health.ts'
import { chosenIndicators, type ChosenIndicator } from './evaluation/indicators.ts'
import { guards, questions, type LearningQuestion } from './evaluation/questions.ts'
import { reports, type Report } from './evaluation/reports.ts'
import { plannedSurveys, surveyLoad, type PlannedSurvey, type SurveyLoad } from './evaluation/surveys.ts'
import type { Governance } from './governance/types.ts'
import type { Knowledge } from './knowledge.ts'

export interface Evaluation {
  levels: { id: Level; name: string; question: string }[]
  indicators: ChosenIndicator[]
  surveys: PlannedSurvey[]
  surveyLoad: SurveyLoad
  reports: Report[]
  healthChecks: HealthCheck[]
  questions: LearningQuestion[]
  guards: string[]
}

/** What part 6 stands on. */
export interface Given {
  governance: Governance
  calendar: Calendar
  knowledge: Knowledge
  workdays: Workdays
}

/** Composes part 6 in the language of the design. */
export function composeEvaluation(decided: Decided, given: Given): Evaluation {
  const { governance, calendar, knowledge, workdays } = given
  const say = words(decided.locale)
  const planned = plannedSurveys(decided, calendar, workdays, say)
  return {
    levels: levelNames(decided.locale),
    indicators: chosenIndicators({ decided, governance, calendar, knowledge, surveys: planned }, say),
    surveys: planned,
    surveyLoad: surveyLoad(planned),
    reports: reports(decided, calendar, workdays, say),
    healthChecks: healthChecks(decided, calendar, workdays, say),
    questions: questions(decided, calendar, say),
    guards: guards(decided, say),
  }
}
