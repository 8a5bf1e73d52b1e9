import type { Words } from '#i18n/index.ts'
import { resultsOfPulse, type PulseFigure } from '../../pulse/index.ts'
import type { Source } from '../source.ts'

/** What people said of the event: counts, and what they wrote, once enough have answered; never who. */
export const pulse: Source = {
  key: 'pulse',
  async draft(ctx, event, w) {
    const came = await resultsOfPulse(ctx, event.id, w.locale)
    if (!came || came.counted === 0) return null
    return [w('pulse.record.of', { counted: came.counted }), ...came.figures.map((figure) => tell(figure, w))].join(
      '\n\n',
    )
  },
}

function tell({ text, answered, mean, lines, texts }: PulseFigure, w: Words): string {
  const came = [
    ...lines
      .filter(({ count }) => count > 0)
      .map(({ label, count, share }) => w('record.draft.line', { label, count, share: share / 100 })),
    ...texts.map((each) => each.replace(/\s*\n\s*/g, ' ')),
  ]
  const asked =
    mean === null ? w('pulse.record.asked', { text, answered }) : w('pulse.record.mean', { text, answered, mean })
  return [asked, ...came.map((line) => `- ${line}`)].join('\n')
}
