/** What the hours of meeting mean where members live. */
import type { Words } from '#i18n/index.ts'
import { phrase } from '../../parts/common/phrases.ts'
import type { Calendar, Hours } from '../../parts/calendar.ts'
import type { Block } from '../blocks.ts'

/** A row for each place, a column for each slot. One place needs no table: everybody reads the same clock. */
export function placesTable({ hours }: Calendar, words: Words): Block[] {
  if (hours.places.length < 2) return []
  const changing = hours.places.some(({ local, later }) => local.some((time, n) => time !== later[n]))
  const caption = words(hours.assumed ? 'design-calendar.doc.places.assumed' : 'design-calendar.doc.places.caption')
  return [
    {
      kind: 'table',
      caption,
      columns: [
        { label: words('design-calendar.doc.places.place'), width: 0.4 },
        ...hours.slots.map((_, n) => ({ label: slotName(hours.slots.length > 1 ? n : undefined, words) })),
      ],
      rows: hours.places.map((place) => [place.place, ...hours.slots.map((_, n) => timeThere(place, n, words))]),
    },
    ...(changing
      ? [{ kind: 'paragraph', style: 'note', text: words('design-calendar.doc.places.changes') } as const]
      : []),
  ]
}

function slotName(n: number | undefined, words: Words): string {
  return words('design-calendar.doc.places.slot', { slot: n === undefined ? '' : ('AB'[n] ?? '') }).trim()
}

function timeThere({ local, later, comfort }: Hours['places'][number], n: number, words: Words): string {
  const time = local[n] === later[n] ? (local[n] ?? '') : `${local[n]} / ${later[n]}`
  if (comfort[n] === 'good') return time
  return words('design-calendar.doc.places.hard', {
    time,
    how: phrase(words, `design-calendar.doc.comfort.${comfort[n]}`),
  })
}
