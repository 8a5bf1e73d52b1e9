/** Manuscripts of every shape, the same for the same seed: for tests that hold for any document. */
import type { Block, Manuscript } from '#server/foundations/documents/blocks.ts'
import { english } from './manuscripts.ts'

const vocabulary =
  'the community of practice meets every month to learn how evaluators turn evidence into better decisions and coordinators keep a promise about time hub members sponsors facilitators peer-clinic mid-term lessons évaluation Nairobi Johannesburg 2026 120 members R 273 880 which nobody counted'.split(
    ' ',
  )

/** A manuscript of three to eight sections, some 8 to 50 pages. */
export function anyManuscript(seed: number): Manuscript {
  const random = randomFrom(seed)
  const many = <T>(least: number, most: number, make: (i: number) => T): T[] =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, (_, i) => make(i))
  const text = (least: number, most: number) =>
    many(least, most, () => vocabulary[Math.floor(random() * vocabulary.length)]!).join(' ')
  const maybe = <T extends object>(part: () => T): T | object => (random() > 0.5 ? part() : {})

  const makers: (() => Block)[] = [
    () => ({ kind: 'heading', level: (2 + Math.floor(random() * 3)) as 2 | 3 | 4, text: text(1, 8) }),
    () => ({ kind: 'paragraph', text: text(5, 120) }),
    () => ({ kind: 'paragraph', text: text(5, 60), style: random() > 0.5 ? 'lede' : 'note' }),
    () => ({ kind: 'list', ordered: random() > 0.5, items: many(1, 9, () => text(2, 30)) }),
    () => ({
      kind: 'definitions',
      items: many(1, 8, () => ({ term: text(1, 4), text: text(1, 25), ...maybe(() => ({ note: text(2, 20) })) })),
    }),
    () => {
      const columns = many(2, 5, (i) => ({ label: text(1, 3), align: i > 1 ? ('end' as const) : ('start' as const) }))
      return {
        kind: 'table',
        columns,
        rows: many(1, 40, () => columns.map(() => text(1, 12))),
        ...maybe(() => ({ caption: text(2, 9) })),
        ...maybe(() => ({ total: columns.map(() => text(1, 2)) })),
      }
    },
    () => ({
      kind: 'decision',
      id: text(1, 1),
      number: `1.${Math.floor(random() * 30)}`,
      title: text(3, 14),
      text: text(8, 70),
      why: many(1, 3, (i) => ({
        rule: `rul-${i}`,
        reason: text(5, 30),
        answers: [{ id: 'a', value: 1, assumed: random() > 0.5, text: text(2, 5) }],
      })),
    }),
    () => ({
      kind: 'agenda',
      caption: text(2, 6),
      segments: many(4, 12, (i) => ({
        start: `13:${10 + i}`,
        minutes: 5 + Math.floor(random() * 35),
        title: text(1, 4),
        mode: text(1, 2),
        lead: text(1, 3),
        together: random() > 0.5,
        ...maybe(() => ({ purpose: text(4, 18) })),
      })),
    }),
    () => ({
      kind: 'year',
      caption: text(2, 5),
      start: '2026-04',
      rows: many(1, 9, () => ({ name: text(1, 4), counts: many(12, 12, () => Math.floor(random() * 5)) })),
    }),
    () => ({ kind: 'notice', tone: 'care', text: text(5, 40) }),
  ]
  const block = () => makers[Math.floor(random() * makers.length)]!()
  return {
    ...english,
    sections: many(3, 8, (i) => ({ id: `s${i}`, number: String(i), title: text(1, 7), blocks: many(3, 25, block) })),
  }
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
