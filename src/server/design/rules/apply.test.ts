import { expect, test } from 'vitest'
import type { Json } from '../types.ts'
import { applyLayer, takeBackRemoved } from './apply.ts'
import { emptyBoard, put, standing, type Board } from './board.ts'
import { holds, operators } from './conditions.ts'
import type { Action, Rule } from './rulebook.ts'

const rule = (id: string, priority: number, ...actions: Action[]): Rule => ({
  id,
  priority,
  actions,
  input: 'scope',
  layer: 'needs',
  when: {},
  rationale: id,
})
const read = { answer: () => undefined, decision: () => undefined }
const action = (op: Action['op'], path: string, value: Json): Action => ({ op, path, value })

function layer(board: Board, ...rules: Rule[]): Board {
  applyLayer(board, rules, read)
  return board
}
const valueAt = (board: Board, path: string) => standing(board, path)

test('the set of highest priority wins, whatever the order of the file', () => {
  const low = rule('low', 10, action('set', 'launch.mode', 'cold-start'))
  const high = rule('high', 20, action('set', 'launch.mode', 'build-on-list'))
  for (const rules of [
    [low, high],
    [high, low],
  ]) {
    const board = layer(emptyBoard(), ...rules)
    expect(valueAt(board, 'launch.mode')).toBe('build-on-list')
    expect(board.decisions.get('launch.mode')!.by).toEqual(['high'])
    expect(board.decisions.get('launch.mode')!.outvoted).toEqual([{ value: 'cold-start', by: ['low'] }])
  }
})

test('a cap beats a set of higher priority in its own layer, and keeps who had asked', () => {
  const board = layer(
    emptyBoard(),
    rule('wish', 90, action('set', 'cadence.peer-clinic', 'biweekly')),
    rule('cap', 10, action('min', 'cadence.peer-clinic', 'monthly')),
  )
  expect(valueAt(board, 'cadence.peer-clinic')).toBe('monthly')
  expect(board.decisions.get('cadence.peer-clinic')!.by).toEqual(['cap', 'wish'])
})

test('the lowest of several caps holds, and the highest of several raises', () => {
  const capped = layer(
    emptyBoard(),
    rule('set', 1, action('set', 'cadence.session-max-minutes', 120)),
    rule('a', 60, action('min', 'cadence.session-max-minutes', 60)),
    rule('b', 60, action('min', 'cadence.session-max-minutes', 75)),
  )
  expect(valueAt(capped, 'cadence.session-max-minutes')).toBe(60)
  const raised = layer(
    emptyBoard(),
    rule('a', 50, action('max', 'targets.interactive-share', 60)),
    rule('b', 90, action('max', 'targets.interactive-share', 50)),
  )
  expect(valueAt(raised, 'targets.interactive-share')).toBe(60)
})

test('a cap says nothing where nothing was decided, and a raise creates the value', () => {
  expect(
    valueAt(layer(emptyBoard(), rule('a', 1, action('min', 'cadence.webinar', 'yearly'))), 'cadence.webinar'),
  ).toBeUndefined()
  expect(
    valueAt(layer(emptyBoard(), rule('a', 1, action('max', 'cadence.webinar', 'yearly'))), 'cadence.webinar'),
  ).toBe('yearly')
})

test('a removal survives a whole list that a later layer sets, and adds of its own layer', () => {
  const board = emptyBoard()
  put(board, 'channels.list', ['announcements', 'lounge'], ['base'])
  layer(
    board,
    rule('remove', 1, action('remove', 'channels.list', 'lounge')),
    rule('add', 99, action('add', 'channels.list', 'lounge')),
  )
  layer(board, rule('tool', 30, action('set', 'channels.list', ['practice-talk', 'lounge'])))
  expect(valueAt(board, 'channels.list')).toEqual(['practice-talk'])
})

test('a strict path takes the strictest value, whatever the priority or layer', () => {
  const board = layer(
    emptyBoard(),
    rule('fear', 60, action('set', 'content.default-sensitivity', 'hub')),
    rule('rule', 70, action('set', 'content.default-sensitivity', 'members')),
  )
  layer(board, rule('late', 99, action('set', 'content.default-sensitivity', 'public')))
  expect(valueAt(board, 'content.default-sensitivity')).toBe('hub')
  expect(board.decisions.get('content.default-sensitivity')!.outvoted.map(({ value }) => value)).toEqual([
    'members',
    'public',
  ])
})

test('lists that are required at one path are joined', () => {
  const board = layer(
    emptyBoard(),
    rule('a', 1, action('require', 'governance.charter-clauses', ['membership', 'exit'])),
    rule('b', 2, action('require', 'governance.charter-clauses', ['exit', 'own-time'])),
  )
  expect(valueAt(board, 'governance.charter-clauses')).toEqual(['membership', 'exit', 'own-time'])
})

test('a requirement that was taken back stays away, whichever layer asks for it later', () => {
  const board = layer(emptyBoard(), rule('no', 1, action('remove', 'governance.manager-note', true)))
  layer(board, rule('yes', 99, action('require', 'governance.manager-note', true)))
  takeBackRemoved(board)
  expect(valueAt(board, 'governance.manager-note')).toBeUndefined()
})

test('a limited list keeps what rules asked for before the base design, and the rest waits', () => {
  const board = emptyBoard()
  put(board, 'content.types-start', ['session-note', 'tool', 'faq'], ['base'])
  layer(
    board,
    rule('gap', 1, action('add', 'content.types-start', 'case-study'), action('add', 'content.types-start', 'faq')),
  )
  layer(board, rule('few', 1, { op: 'limit', path: 'content.types-start', value: 3, later: 'content.types-later' }))
  expect(valueAt(board, 'content.types-start')).toEqual(['session-note', 'faq', 'case-study'])
  expect(valueAt(board, 'content.types-later')).toEqual(['tool'])
})

test('`only` is never true of an empty list, and true when every entry is named', () => {
  const only = operators.only!
  expect(only([], ['email'], read)).toBe(false)
  expect(only(undefined, ['email'], read)).toBe(false)
  expect(only(['email'], ['email', 'phone'], read)).toBe(true)
  expect(only(['email', 'zoom'], ['email', 'phone'], read)).toBe(false)
})

test('the operators mean what the rule book says', () => {
  const answers: Record<string, Json> = { n: 5, need: 6, list: ['a', 'b'], word: 'x', flag: false }
  const when = (op: string, answer: string, value: Json) =>
    holds({ all: [{ answer, op, value }] }, { answer: (id) => answers[id], decision: () => undefined })
  expect([
    when('eq', 'flag', false),
    when('neq', 'word', 'y'),
    when('lt', 'n', 6),
    when('lte', 'n', 5),
    when('gt', 'n', 5),
    when('gte', 'n', 5),
  ]).toEqual([true, true, true, true, false, true])
  expect([
    when('in', 'word', ['x']),
    when('contains', 'list', 'a'),
    when('contains-any', 'list', ['z', 'b']),
    when('not-contains', 'list', 'z'),
  ]).toEqual([true, true, true, true])
  expect([
    when('not-contains-any', 'list', ['a']),
    when('count-gte', 'list', 2),
    when('lt-answer', 'n', 'need'),
    when('gt', 'missing', 1),
  ]).toEqual([false, true, true, false])
})

test('a condition that must hold and one of several that may', () => {
  const answers: Record<string, Json> = { a: 1, b: 2 }
  const reader = { answer: (id: string) => answers[id], decision: () => undefined }
  const any = [
    { answer: 'b', op: 'eq', value: 3 },
    { answer: 'b', op: 'eq', value: 2 },
  ]
  expect(holds({ all: [{ answer: 'a', op: 'eq', value: 1 }], any }, reader)).toBe(true)
  expect(holds({ all: [{ answer: 'a', op: 'eq', value: 2 }], any }, reader)).toBe(false)
  expect(holds({ any: any.slice(0, 1) }, reader)).toBe(false)
})
