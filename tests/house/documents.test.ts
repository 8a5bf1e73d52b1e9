import { expect, test } from 'vitest'
import { generated } from '../../src/cli/docs.ts'
import { text } from './source.ts'

test('the generated documents say what the code says: ./copse docs writes them', async () => {
  for (const [path, wanted] of Object.entries(await generated())) expect(text(path), path).toBe(wanted)
})
