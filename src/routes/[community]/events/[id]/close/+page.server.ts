import {
  addLink,
  askPulse,
  closePositions,
  closing,
  keepReview,
  planFollowUp,
  removeMaterial,
  setSectionBack,
  tickDocumentation,
  uploadMaterial,
  wrapUp,
  writeSection,
} from '#server/events/index.ts'
import { parked, raise } from '#server/questions/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'

export const load = (event) =>
  read(event, async (ctx) => ({
    closing: await closing.run(ctx, { id: event.params.id }),
    left: await parked.run(ctx, { id: event.params.id }),
  }))

export const actions = {
  keep: act(async (ctx, typed, event) => {
    const { version } = await wrapUp.run(ctx, { ...typed, id: event.params.id })
    return version === null
      ? { to: event.url.pathname, flash: 'record.closing.kept' }
      : { to: event.url.pathname.replace(/close$/, 'record'), flash: 'record.closing.done' }
  }),
  section: act(async (ctx, typed, event) => {
    if (typed.back) {
      await setSectionBack.run(ctx, { ...typed, id: event.params.id })
      return { to: `${event.url.pathname}#drafted`, flash: 'record.closing.sectionBack' }
    }
    await writeSection.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#drafted`, flash: 'record.closing.sectionSaved' }
  }),
  link: act(async (ctx, typed, event) => {
    await addLink.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#materials`, flash: 'record.materials.added' }
  }),
  upload: act(async (ctx, typed, event) => {
    await uploadMaterial.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#materials`, flash: 'record.materials.added' }
  }),
  remove: act(async (ctx, typed, event) => {
    await removeMaterial.run(ctx, typed)
    return { to: `${event.url.pathname}#materials`, flash: 'record.materials.removed' }
  }),
  positions: act(async (ctx, _, event) => {
    await closePositions.run(ctx, { id: event.params.id })
    return { to: `${event.url.pathname}#positions`, flash: 'positions.closed' }
  }),
  raise: act(async (ctx, typed, event) => {
    const { topics } = await raise.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#questions`, flash: 'questions.raised', params: { count: topics.length } }
  }),
  pulse: act(async (ctx, _, event) => {
    const { asked } = await askPulse.run(ctx, { id: event.params.id })
    return { to: `${event.url.pathname}#pulse`, flash: 'pulse.asked', params: { asked } }
  }),
  'follow-up': act(async (ctx, typed, event) => {
    const { ask } = await planFollowUp.run(ctx, { ...typed, id: event.params.id })
    return {
      to: `${event.url.pathname}#follow-up`,
      flash: ask ? 'followUp.closing.isOn' : 'followUp.closing.isOff',
    }
  }),
  review: act(async (ctx, typed, event) => {
    await keepReview.run(ctx, { ...typed, id: event.params.id })
    return { to: `${event.url.pathname}#review`, flash: 'record.review.kept' }
  }),
  tick: act(async (ctx, typed, event) => {
    await tickDocumentation.run(ctx, { ...typed, id: event.params.id })
    return { to: event.url.pathname, flash: 'record.documentation.ticked' }
  }),
}
