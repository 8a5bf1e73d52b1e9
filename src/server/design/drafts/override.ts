import { z } from 'zod'
import { Invalid, NotFound, type Issue } from '../../errors.ts'
import { record } from '../../facts.ts'
import { line, lines, optional } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { workOnDesign } from '../../permissions/design.ts'
import { verb } from '../../verb.ts'
import { toBoolean, toList, toNumber, toOption } from '../context/coerce.ts'
import { decide } from '../rules/decide.ts'
import { refusalOf, safetyReasonLength } from '../rules/overrides.ts'
import { optionsOf, pathSpec, type PathSpec } from '../rules/paths.ts'
import type { Json, Override } from '../types.ts'
import { draftFor, shown } from './access.ts'
import { needReady } from './ready.ts'
import { save } from './save.ts'

const decision = z.string().max(200)

export const override = verb(
  'design.override',
  {
    input: z.object({
      ...shown,
      /** Path of the decision: `cadence.peer-clinic`. */
      decision,
      value: z.unknown(),
      reason: lines(2000),
      /** Who decided so, where no account says it. */
      name: optional(line()),
    }),
    does: 'Decides otherwise than the rules, with a reason. It stays when answers change. Loosening what keeps people safe needs a longer reason.',
    who: workOnDesign.says,
  },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, workOnDesign, draft.access)
    const { context, overrides } = needReady(draft)
    const spec = pathSpec(input.decision)
    const standing = decide(context, { locale: draft.locale, overrides })
    const now = [...standing.decisions, ...standing.requirements].find(({ id }) => id === input.decision)
    if (!spec || !now) throw new NotFound('design.no-decision')
    const by = ctx.actor?.name ?? input.name
    const made: Override = {
      value: meant(spec, input.value),
      reason: input.reason,
      ...(by ? { by } : {}),
      at: ctx.now.toString(),
    }
    refuse(input.decision, made, now.ruled ?? now.value)
    await save(ctx, draft.id, { overrides: JSON.stringify({ ...overrides, [input.decision]: made }) })
    await record(ctx, 'design.decision-overridden', { subject: draft.id, payload: { decision: input.decision } })
    return { decision: input.decision }
  },
)

export const dropOverride = verb(
  'design.drop-override',
  { input: z.object({ ...shown, decision }), does: 'Gives a decision back to the rules.', who: workOnDesign.says },
  async (ctx, input) => {
    const draft = await draftFor(ctx, input, { lock: true })
    allow(ctx, workOnDesign, draft.access)
    const { [input.decision]: dropped, ...rest } = draft.overrides
    if (dropped) await save(ctx, draft.id, { overrides: JSON.stringify(rest) })
    return { decision: input.decision }
  },
)

/** What somebody typed or chose, as what may stand at the path; what cannot be understood stays as it is and is refused. */
function meant(spec: PathSpec, value: unknown): Json {
  const options = optionsOf(spec)
  const isShare = spec.unit === 'share 0-1'
  if (spec.kind === 'number' || spec.of === 'number') return toNumber(value, isShare) as Json
  if (spec.kind === 'list' || spec.list) return toList(value) as Json
  const word = spec.kind === 'boolean' || spec.kind === 'requirement' ? toBoolean(value) : value
  if (typeof word === 'boolean' || !options) return word as Json
  return toOption(word, options.map(String)) as Json
}

function refuse(path: string, made: Override, ruled: Json): void {
  const refusal = refusalOf(path, made, ruled)
  if (!refusal) return
  if (refusal === 'unknown-path') throw new NotFound('design.no-decision')
  const issue: Issue = {
    path: [refusal === 'wrong-value' ? 'value' : 'reason'],
    code: `design.${refusal}`,
    params: { least: safetyReasonLength },
  }
  throw new Invalid('input', {}, [issue])
}
