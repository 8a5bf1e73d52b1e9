import { svelte } from '@sveltejs/vite-plugin-svelte'
import { configDefaults, defineConfig } from 'vitest/config'

/** Rules without a database, and quick: `copse check` runs them. */
export const fast = [
  'src/{ui,i18n}/**/*.test.ts',
  'src/web/**/!(api).test.ts',
  'src/server/foundations/{time,calendar}/**/*.test.ts',
  'src/server/design/{rules,context}/**/!(properties).test.ts',
  'tests/house/**/!(database-*).test.ts',
]

/** Tests that start servers, kill processes, or print. */
const slow = [
  'src/cli/**/*.test.ts',
  'src/server/foundations/db/**/*.test.ts',
  'src/server/foundations/documents/**/*.test.ts',
  'tests/support/**/*.test.ts',
]
/** What an ordinary user cannot install and does not have; `copse test` says so at its end. */
const missing = process.env.COPSE_TESTS_WITHOUT === 'dovecot' ? ['src/server/foundations/mail-in/fetch.test.ts'] : []
const common = { globalSetup: 'tests/support/run.ts', testTimeout: 30_000, hookTimeout: 60_000 }

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    projects: [
      // Pure rules leave nothing behind that another file could stumble over: one process for all of them.
      { extends: true, test: { ...common, name: 'fast', include: fast, isolate: false } },
      {
        extends: true,
        test: {
          ...common,
          name: 'rooms',
          // Every test has the database as it was: files may share a process, and need not load the house again.
          isolate: false,
          include: ['src/**/*.test.ts', 'tests/house/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...fast, ...slow, ...missing],
        },
      },
      { extends: true, test: { ...common, name: 'slow', include: slow, testTimeout: 120_000, hookTimeout: 120_000 } },
      {
        extends: true,
        test: {
          ...common,
          name: 'doors',
          include: ['tests/doors/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
