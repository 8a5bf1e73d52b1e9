/** What the documents of all parts do with their decisions. */
import type { Words } from '#i18n/index.ts'
import { nameOfPath, say } from '../rules/say.ts'
import type { Design, PartId } from '../types.ts'
import { partIds } from '../types.ts'
import type { Block } from './blocks.ts'
import { capital } from '../parts/common/phrases.ts'
import { decisionBlock } from './why-of.ts'

/** Numbers the decisions of a part in order: 3.1, 3.2 … */
export function numbered(part: PartId, blocks: readonly Block[]): Block[] {
  const first = partIds.indexOf(part) + 1
  let second = 0
  return blocks.map((block) => (block.kind === 'decision' ? { ...block, number: `${first}.${++second}` } : block))
}

/** The decisions of a part that no sentence of its own has told, each with its reasons, so that nothing is settled unseen. */
export function alsoSettled(design: Design, part: PartId, told: readonly string[], words: Words): Block[] {
  const rest = design.decisions.filter((decision) => decision.part === part && !told.includes(decision.id) && !isNothing(decision.value))
  if (rest.length === 0) return []
  return [
    { kind: 'heading', level: 3, text: words('design-whole.annex.settled'), id: `${part}-settled` },
    ...rest.map((decision) =>
      decisionBlock(design, {
        title: nameOfPath(design.locale, decision.id),
        text: capital(say(design.locale, decision.id, decision.value)),
        because: [decision.id],
      }),
    ),
  ]
}

/** Paths behind the decision blocks among these; `more` are paths that stand behind text of another kind. */
export function toldBy(blocks: readonly Block[], more: readonly string[] = []): string[] {
  return [...blocks.flatMap((block) => (block.kind === 'decision' ? [block.id] : [])), ...more]
}

const isNothing = (value: unknown): boolean => value === undefined || (Array.isArray(value) && value.length === 0)
