import { circlesOf } from '#server/communities/index.ts'
import { answerFor, answersOf, givePlace, inviteGuest } from '#server/events/index.ts'
import { act } from '#web/act.ts'
import { read } from '#web/read.ts'
import { chosen } from '../../answers.ts'

export const load = (event) =>
  read(event, async (ctx) => {
    const asked = Object.fromEntries(event.url.searchParams)
    const answers = await answersOf.run(ctx, { ...asked, id: event.params.id })
    return {
      answers,
      /** Whom something is to be done for. */
      about: answers.lines.find(({ id }) => id === event.url.searchParams.get('about')) ?? null,
      circles: (await circlesOf(ctx)).map(({ key, name }) => ({ value: key, label: name })),
    }
  })

export const actions = {
  answer: act(async (ctx, typed, event) => {
    const { changed } = await answerFor.run(ctx, { ...typed, ...chosen(typed.answer), id: event.params.id })
    return {
      to: back(event.url),
      flash: changed ? 'registration.answers.forDone' : 'registration.answers.forSame',
      params: { name: String(typed.name) },
    }
  }),
  give: act(async (ctx, typed, event) => {
    await givePlace.run(ctx, { ...typed, id: event.params.id })
    return { to: back(event.url), flash: 'registration.answers.given', params: { name: String(typed.name) } }
  }),
  invite: act(async (ctx, typed, event) => {
    await inviteGuest.run(ctx, { ...typed, id: event.params.id })
    return { to: back(event.url), flash: 'registration.answers.invited', params: { name: String(typed.name) } }
  }),
}

/** The list as it was, without the person that was dealt with. */
function back({ pathname, searchParams }: URL): string {
  const show = searchParams.get('show')
  return show ? `${pathname}?show=${encodeURIComponent(show)}` : pathname
}
