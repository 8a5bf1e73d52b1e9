import { randomUUID } from 'node:crypto'
import { circlesOf } from '#server/communities/index.ts'
import {
  choosePromiseRule,
  decideExcuse,
  decidePromiseStep,
  hubCommitments,
  promisesToTend,
} from '#server/events/index.ts'
import { NotFound } from '#server/errors.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const promising = (await circlesOf(ctx)).filter((circle) => circle.commitment_times !== null)
    const asked = event.url.searchParams.get('circle') ?? promising.at(-1)?.key
    if (!asked) throw new NotFound('events.no-promises')
    const after = event.url.searchParams.get('after') ?? ''
    return {
      ...(await hubCommitments.run(ctx, { circle: asked, after })),
      tend: await promisesToTend.run(ctx, { circle: asked }),
      asked,
      after,
      once: randomUUID(),
      circles: promising.map(({ key, name }) => ({ key, name })),
    }
  })

const back = (url: URL, hash: string) => {
  const circle = url.searchParams.get('circle')
  return `${url.pathname}${circle ? `?circle=${encodeURIComponent(circle)}` : ''}#${hash}`
}

export const actions = {
  excuse: act(async (ctx, typed, event) => {
    const { state } = await decideExcuse.run(ctx, typed)
    const flash = state === 'granted' ? 'promises.tend.granted' : 'promises.tend.refused'
    return { to: back(event.url, 'excuses'), flash }
  }),
  step: act(async (ctx, typed, event) => {
    const { state } = await decidePromiseStep.run(ctx, typed)
    return {
      to: back(event.url, 'steps'),
      flash: state === 'done' ? 'promises.tend.stepDone' : 'promises.tend.letBeDone',
    }
  }),
  rule: act(async (ctx, typed, event) => {
    await choosePromiseRule.run(ctx, typed)
    return { to: back(event.url, 'rule'), flash: 'promises.tend.ruleSaved' }
  }),
}
