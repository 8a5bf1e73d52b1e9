/// <reference types="vitest/config" />
import adapter from '@sveltejs/adapter-node'
import { sveltekit } from '@sveltejs/kit/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [
    sveltekit({
      adapter: adapter({ out: 'build' }),
      compilerOptions: { runes: true },
    }),
  ],
  // A busy machine is slow, not wrong: the limits are there for what hangs.
  test: { globalSetup: ['tests/support/run.ts'], testTimeout: 30_000, hookTimeout: 60_000 },
})
