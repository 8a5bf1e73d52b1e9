import { decisionsOf } from '../decisions.ts'
import { mayName, type Source } from '../source.ts'

/** What was decided, and by whom where that may be said; what was withdrawn is left out. */
export const decisions: Source = {
  key: 'decisions',
  rows: true,
  async draft(ctx, event) {
    const standing = (await decisionsOf(ctx, event.id)).filter(({ withdrawn_reason }) => withdrawn_reason === null)
    if (standing.length === 0) return null
    return standing
      .map(({ text, by_whom }) => `- ${oneLine(text)}${mayName(event) && by_whom ? ` (${by_whom})` : ''}`)
      .join('\n')
  },
}

const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
