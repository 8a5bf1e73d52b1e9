/** What may stand at a place of an address where several pages share it. */
import { defineParams } from '@sveltejs/kit/params'

const among = (known: readonly string[]) => (given: string) => (known.includes(given) ? given : undefined)

export const params = defineParams({
  step: among(['scope', 'structure', 'existing', 'gaps', 'platforms', 'budget']),
  part: among([
    'governance',
    'calendar',
    'knowledge',
    'engagement',
    'platform',
    'evaluation',
    'sustainability',
    'annexes',
  ]),
})
