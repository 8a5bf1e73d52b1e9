/** A design as JSON, and back: what comes in again is the same design, or every reason why it is none. */
import { z } from 'zod'
import { Invalid, type Issue } from '../../errors.ts'
import { locales } from '#i18n/index.ts'
import { readContext } from '../context/index.ts'
import { partIds, type Design } from '../types.ts'

/** Version of the format that is written and read. */
export const designVersion = 1

/** Letters of text that are taken; a design for thousands of people takes one million. */
const largest = 16 * 1024 * 1024

/** The whole design as text, ending with a line break. */
export function exportJson(design: Design): string {
  return `${JSON.stringify(design, null, 2)}\n`
}

/**
 * Reads a design that `exportJson` wrote, from text or parsed data. Throws Invalid with every problem at once:
 * `design-whole.not-json`, `design-whole.not-a-design`, `design-whole.newer` (made by a later version), or
 * `design-whole.damaged` with the places in `issues`.
 */
export function readDesign(source: string | object): Design {
  const data = typeof source === 'string' ? parse(source) : source
  if (!isObject(data) || !('version' in data) || !('parts' in data)) throw new Invalid('design-whole.not-a-design')
  if (typeof data.version === 'number' && data.version > designVersion)
    throw new Invalid('design-whole.newer', { version: data.version, known: designVersion })
  const issues = [...shapeProblems(data), ...contextProblems(data.context), ...sumProblems(data)]
  if (issues.length > 0) throw new Invalid('design-whole.damaged', { count: issues.length }, issues)
  return data as unknown as Design
}

function parse(text: string): unknown {
  if (text.length > largest) throw new Invalid('design-whole.not-json', { problem: `> ${largest}` })
  try {
    return JSON.parse(text)
  } catch (problem) {
    throw new Invalid('design-whole.not-json', { problem: problem instanceof Error ? problem.message : '' })
  }
}

const line = z.object({ what: z.string(), hours: z.number() })
const because = z.array(
  z.object({
    rule: z.string(),
    reason: z.string(),
    source: z.string().optional(),
    answers: z.array(z.object({ id: z.string(), value: z.json(), assumed: z.boolean() })),
  }),
)
const override = z.object({ value: z.json(), reason: z.string(), by: z.string().optional(), at: z.string().optional() })
const part = z.enum(partIds)
const day = z.iso.date()
const event = z.object({
  id: z.string(),
  format: z.string(),
  start: z.string(),
  zone: z.string(),
  minutes: z.number().min(0),
})
const budget = z.object({
  currency: z.string().length(3),
  total: z.number().min(0),
  lines: z.array(
    z.object({
      key: z.string(),
      what: z.string(),
      amount: z.number().min(0),
      justification: z.string(),
      decision: z.string(),
    }),
  ),
})

/** What every design of this version holds. Parts are checked where other programs and the launch read them. */
const shape = z.object({
  version: z.literal(designVersion),
  locale: z.enum(locales),
  context: z.record(z.string(), z.unknown()),
  overrides: z.record(z.string(), override),
  summary: z.object({
    mission: z.string(),
    facts: z.array(z.object({ term: z.string(), value: z.string(), note: z.string().optional() })),
    priorities: z.array(z.string()),
  }),
  parts: z.object({
    governance: z.object({
      mission: z.object({ text: z.string() }),
      roles: z.array(z.object({ key: z.string() })),
      circles: z.array(z.object({ key: z.string() })),
    }),
    calendar: z.object({ from: day, to: day, zone: z.string(), events: z.array(event) }),
    knowledge: z.object({
      types: z.array(z.object({ id: z.string() })),
      quality: z.object({ states: z.array(z.object({ id: z.string() })) }),
    }),
    engagement: z.object({ activation: z.array(z.object({ id: z.string(), date: day })) }),
    platform: z.object({ channels: z.array(z.object({ id: z.string() })) }),
    evaluation: z.object({
      indicators: z.array(z.object({ id: z.string(), code: z.string() })),
      surveys: z.array(z.object({ id: z.string() })),
    }),
    sustainability: z.object({ budget, evolve: z.object({ options: z.array(z.object({ id: z.string() })) }) }),
  }),
  decisions: z.array(z.object({ id: z.string(), part, value: z.json(), because, override: override.optional() })),
  warnings: z.array(
    z.object({ id: z.string(), part, severity: z.enum(['error', 'risk', 'note']), text: z.string(), because }),
  ),
  assumptions: z.array(z.object({ answer: z.string(), value: z.json(), text: z.string() })),
  open: z.array(z.string()),
  checklist: z.array(
    z.object({ id: z.string(), text: z.string(), day: z.number(), owner: z.string(), because: z.string().optional() }),
  ),
  load: z.array(
    z.object({ who: z.string(), hours: z.number(), promised: z.number().nullable(), lines: z.array(line) }),
  ),
  alignment: z.array(z.object({ framework: z.string(), element: z.string(), where: part, how: z.string() })),
})

function shapeProblems(data: object): Issue[] {
  const read = shape.safeParse(data)
  if (read.success) return []
  return read.error.issues.map((issue) => ({
    path: issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
    code: 'design-whole.wrong',
    params: { problem: issue.message },
  }))
}

/** The answers are held to the same schema as a context file. */
function contextProblems(context: unknown): Issue[] {
  if (!isObject(context)) return []
  try {
    readContext(context)
    return []
  } catch (problem) {
    if (!(problem instanceof Invalid)) throw problem
    return problem.issues.map((issue) => ({ ...issue, path: ['context', ...issue.path] }))
  }
}

/** A budget that does not add up is no budget of ours. */
function sumProblems(data: object): Issue[] {
  const read = z.object({ parts: z.object({ sustainability: z.object({ budget }) }) }).safeParse(data)
  if (!read.success) return []
  const { total, lines } = read.data.parts.sustainability.budget
  const sum = lines.reduce((all, one) => all + Math.round(one.amount * 1000), 0)
  if (sum === Math.round(total * 1000)) return []
  return [
    {
      path: ['parts', 'sustainability', 'budget', 'lines'],
      code: 'design-whole.sum',
      params: { sum: sum / 1000, total },
    },
  ]
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
