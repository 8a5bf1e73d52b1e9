import { materialsOf } from '../materials.ts'
import type { Source } from '../source.ts'

/** What people can read again: titles, and the address of what lies elsewhere. */
export const materials: Source = {
  key: 'materials',
  rows: true,
  async draft(ctx, event) {
    const rows = await materialsOf(ctx, event)
    if (rows.length === 0) return null
    return rows.map(({ title, url }) => (url ? `- ${title}: ${url}` : `- ${title}`)).join('\n')
  },
}
