import { globSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fast } from '../../vitest.config.ts'
import { files, importsOf, root, text } from './source.ts'

/** The floors of src/server, from below. Who stands on one may import what is below, never beside or above. */
const basement = [
  'ctx.ts',
  'errors.ts',
  'facts.ts',
  'verb.ts',
  'config.ts',
  'database.gen.ts',
  'foundations',
  'permissions',
]
const floors = [
  basement,
  ['communities', 'people'],
  ['design', 'events', 'library', 'discussion', 'engagement'],
  ['notifications', 'questions', 'learning', 'stewardship', 'launch'],
  [
    'house.ts',
    'arrive.ts',
    'callables.ts',
    'personal-data',
    'reactions.ts',
    'mail-purposes.ts',
    'react.ts',
    'jobs.ts',
    'app.ts',
    'api',
    'simulation',
  ],
]

const sources = files('src', '.ts', '.svelte').filter((path) => !path.includes('.test.'))
const room = (path: string) => path.split('/')[2]!
const floorOf = (path: string) => floors.findIndex((floor) => floor.includes(room(path)))
const inHouse = (path: string) => path.startsWith('src/server/')

describe('the floors of the house', () => {
  test('every room of src/server has a floor', () => {
    expect(sources.filter(inHouse).filter((path) => floorOf(path) < 0)).toEqual([])
  })

  test('imports go down only, and rooms of one floor do not know one another', () => {
    const wrong = sources.filter(inHouse).flatMap((path) =>
      importsOf(path)
        .filter(inHouse)
        .filter((target) => room(target) !== room(path))
        .filter((target) =>
          floorOf(path) === 0 || floorOf(path) === floors.length - 1
            ? floorOf(target) > floorOf(path)
            : floorOf(target) >= floorOf(path),
        )
        .map((target) => `${path} → ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('another room is entered through its index', () => {
    const rooms = floors.slice(1, -1).flat()
    const wrong = sources.flatMap((path) =>
      importsOf(path)
        .filter((target) => inHouse(target) && rooms.includes(room(target)))
        .filter((target) => !inHouse(path) || room(target) !== room(path))
        .filter((target) => target !== `src/server/${room(target)}/index.ts`)
        .map((target) => `${path} → ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('nothing under src/server knows the framework', () => {
    const wrong = sources.filter(inHouse).flatMap((path) =>
      importsOf(path)
        .filter((target) => /^(svelte|@sveltejs|\$app|src\/(ui|web|routes))/.test(target))
        .map((target) => `${path} → ${target}`),
    )
    expect(wrong).toEqual([])
  })

  test('furniture imports furniture and words only', () => {
    const allowed = /^(svelte(\/|$)|src\/ui\/|src\/i18n\/|content\/|\.\/|markdown-it$)/
    const wrong = sources
      .filter((path) => path.startsWith('src/ui/'))
      .flatMap((path) =>
        importsOf(path)
          .filter((target) => !allowed.test(target))
          .map((target) => `${path} → ${target}`),
      )
    expect(wrong).toEqual([])
  })

  test('only the settings read the environment', () => {
    const readers = sources.filter(inHouse).filter((path) => /process\.env/.test(text(path)))
    expect(readers).toEqual(['src/server/config.ts'])
  })

  test('the house never reads the clock but in its jobs and to react', () => {
    const readers = sources.filter(inHouse).filter((path) => /Temporal\.Now|Date\.now\(|new Date\(\)/.test(text(path)))
    expect(readers.filter((path) => !/^src\/server\/((jobs|react)\.ts|foundations\/db\/)/.test(path))).toEqual([])
  })

  test('there is no circle of imports', () => {
    const graph = new Map(sources.map((path) => [path, importsOf(path).filter((target) => sources.includes(target))]))
    expect(circlesIn(graph)).toEqual([])
  })
})

test('what copse check runs needs no database', () => {
  const tests = globSync(fast, { cwd: root })
  expect(tests.length).toBeGreaterThan(20)
  expect(tests.filter((path) => importsOf(path).includes('tests/support/database.ts'))).toEqual([])
})

test('no source file is longer than 300 lines', () => {
  const long = [...sources, ...files('static', '.js')]
    .filter((path) => !path.endsWith('.gen.ts'))
    .filter((path) => text(path).split('\n').length > 301)
  expect(long).toEqual([])
})

function circlesIn(graph: Map<string, string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const found: string[] = []
  const visit = (node: string, way: string[]): void => {
    if (state.get(node) === 'done') return
    if (state.get(node) === 'open') {
      found.push([...way.slice(way.indexOf(node)), node].join(' → '))
      return
    }
    state.set(node, 'open')
    for (const next of graph.get(node) ?? []) visit(next, [...way, node])
    state.set(node, 'done')
  }
  for (const node of graph.keys()) visit(node, [])
  return found
}
