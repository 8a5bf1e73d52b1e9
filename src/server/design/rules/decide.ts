/** Decides: a context goes in, every decision with its reasons comes out. Pure; the same context gives the same design. */
import type { Locale } from '#i18n/index.ts'
import { answersOf, type Answers } from '../context/answers.ts'
import type { Context, Decided, Override } from '../basics.ts'
import { applyLayer, lower, takeBackRemoved } from './apply.ts'
import { emptyBoard, put, standing, type Board } from './board.ts'
import { arrangeChannels } from './channels.ts'
import type { Readable } from './conditions.ts'
import { fit, writeEvents, writeMinutes } from './fit.ts'
import { coordinatorFte, coreTeamSize } from './formulas.ts'
import { applyOverrides, nothingOverridden, reportUnmatched, type Overridden } from './overrides.ts'
import { present } from './present.ts'
import { baseDesign, layers, rules, type Layer, type Rule } from './rulebook.ts'

export interface DecideOptions {
  locale?: Locale
  /** What a person changed, by path. */
  overrides?: Record<string, Override>
}

/**
 * Works out a design's decisions from a context that `readContext` accepted. Overrides that may not stand, or that match
 * nothing any more, are not thrown but reported among the warnings, so that a design can always be shown.
 */
export function decide(context: Context, { locale = 'en', overrides = {} }: DecideOptions = {}): Decided {
  const answers = answersOf(context, locale)
  const board = emptyBoard()
  const overridden = nothingOverridden()
  const fired = run(board, answers, overrides, overridden)
  return present({ context, locale, answers, board, overrides, overridden, fired })
}

function run(board: Board, answers: Answers, overrides: Record<string, Override>, overridden: Overridden): Rule[] {
  start(board, answers)
  const speak = (layer: Layer): Rule[] => applyLayer(board, ofLayer[layer]!, readable(board, answers))
  const fired = [...speak('shape'), ...speak('needs'), ...speak('limits'), ...speak('safety')]
  applyOverrides(board, overrides, overridden)
  fired.push(...speak('settle'))
  writeMinutes(board)
  applyOverrides(board, overrides, overridden)
  keepWorkingGroupsInside(board)
  fit(board)
  fired.push(...speak('finish'))
  applyOverrides(board, overrides, overridden)
  takeBackRemoved(board)
  arrangeChannels(board)
  writeMinutes(board)
  writeEvents(board)
  applyOverrides(board, overrides, overridden)
  reportUnmatched(overrides, overridden)
  return fired
}

const ofLayer = Object.fromEntries(layers.map((layer) => [layer, rules.filter((rule) => rule.layer === layer)]))

/** The base design and the formulas. */
function start(board: Board, { values }: Answers): void {
  for (const [path, value] of Object.entries(baseDesign)) put(board, path, value, ['base'])
  const members = Number(values['scope.members'])
  const hours = values['structure.hours-per-month']!
  put(board, 'governance.core-team-size', coreTeamSize(members), ['formula-core-team-size'])
  put(board, 'governance.coordinator-fte-needed', coordinatorFte(members), ['formula-coordinator-fte'])
  put(board, 'cadence.max-live-hours-per-member-month', hours, ['formula-hours-ceiling'])
  put(board, 'structure.ask-hours-per-month', hours, ['formula-ask-hours'])
}

/** The answers, and the decisions as they stand now. */
function readable(board: Board, answers: Answers): Readable {
  const before = new Map([...board.decisions].map(([path, { value }]) => [path, value]))
  return { answer: (id) => answers.values[id], decision: (path) => before.get(path) }
}

/** More working groups than two thirds of the core team cannot be led. */
function keepWorkingGroupsInside(board: Board): void {
  const size = Number(standing(board, 'governance.core-team-size'))
  lower(board, 'governance.working-groups-max', Math.max(1, Math.floor((size * 2) / 3)), 'formula-working-groups')
}
