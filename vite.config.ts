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
  // Of libraries in many small files only what is used is loaded, in one: they were a tenth of a start.
  ssr: { noExternal: ['csv-parse', 'yaml'] },
})
