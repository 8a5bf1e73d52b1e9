/** Registration as it is lived: a webinar takes guests and asks what people need, a clinic is small and has a waiting list. */
import {
  answerAsGuest,
  answerFor,
  askAsGuest,
  askQuestions,
  changeEvent,
  guestAddress,
  rsvp,
  withdraw,
} from '../events/index.ts'
import { words } from '#i18n/index.ts'
import { dice, type Dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

interface Meeting {
  id: string
  starts_at: Temporal.Instant
  format_key: string
}
interface Player {
  /** Ids of the person and of the member. */
  id: string
  member: string
  hub: boolean
  gone?: boolean
}
interface Around {
  stage: Stage
  players: readonly Player[]
  coordinator: Player
}

/** Places of a peer clinic: everybody has to have a turn (domain/04, peer clinic). */
const clinicPlaces = 12

const guests = [
  { name: 'Lindiwe Dube', email: 'lindiwe.dube@example.org', organisation: 'National Statistics Office' },
  { name: 'Henrik Sørensen', email: 'henrik.sorensen@example.org', organisation: 'Nordic Evaluation Network' },
  { name: 'Fatou Ndiaye', email: 'fatou.ndiaye@example.org', organisation: 'Université Cheikh Anta Diop' },
]

/** What the coordinator sets up a fortnight before, by the kind of event. */
export async function openRegistration({ stage, coordinator }: Around, meeting: Meeting): Promise<void> {
  const host = await as(stage, coordinator.id, meeting.starts_at.subtract({ hours: 15 * 24 }))
  if (meeting.format_key === 'peer-clinic') await changeEvent(host, { id: meeting.id, capacity: clinicPlaces })
  if (meeting.format_key !== 'webinar') return
  await changeEvent(host, { id: meeting.id, public: true, guests: true })
  const w = words(stage.community!.locale)
  await askQuestions(host, {
    id: meeting.id,
    questions: [
      {
        label: w('registration.questions.access'),
        kind: 'text',
        required: false,
        also: { fr: { label: words('fr')('registration.questions.access'), options: '' } },
      },
    ],
    keep_days: 30,
  })
}

/** Guests find a webinar and confirm by their letters. Returns the ids of those who come. */
export async function guestsAsk({ stage }: Around, meeting: Meeting): Promise<string[]> {
  const random = diceOf(meeting)
  const come: string[] = []
  if (meeting.format_key !== 'webinar') return come
  for (const guest of random.some(guests, 2)) {
    const at = nobody(stage, meeting.starts_at.subtract({ hours: random.whole(30, 200) }))
    const visit = { address: null, userAgent: null, cookie: null }
    await askAsGuest(at, visit, { ...guest, id: meeting.id, consent: 'on' })
    const row = await at.db
      .selectFrom('guest')
      .select(['id', 'event_id'])
      .where('event_id', '=', meeting.id)
      .where('email', '=', guest.email)
      .executeTakeFirstOrThrow()
    const token = guestAddress(at, row).split('/').at(-1)!
    await answerAsGuest({ ...at, now: at.now.add({ minutes: 20 }) }, { token, answer: 'yes' })
    come.push(row.id)
  }
  return come
}

/** Says yes, or waits for a place where there is none. Returns whether they come. */
export async function come(
  { stage }: Pick<Around, 'stage'>,
  player: Player,
  meeting: Meeting,
  at: Temporal.Instant,
): Promise<boolean> {
  const { answer } = await rsvp(await as(stage, player.id, at), { id: meeting.id, answer: 'waiting' })
  return answer === 'yes'
}

/** The day before a full clinic somebody cannot come after all; whoever waited longest is asked, and comes. */
export async function passOn<P extends Player>(
  around: { stage: Stage; players: readonly P[] },
  coming: P[],
  meeting: Meeting,
): Promise<P[]> {
  const { stage, players } = around
  const random = diceOf(meeting)
  if (meeting.format_key !== 'peer-clinic' || coming.length < clinicPlaces || !random.chance(0.7)) return coming
  const leaver = random.pick(coming)
  const at = meeting.starts_at.subtract({ hours: 26 })
  await withdraw(await as(stage, leaver.id, at), { id: meeting.id })
  const { member_id } =
    (await stage.house.db
      .selectFrom('rsvp')
      .select('member_id')
      .where('event_id', '=', meeting.id)
      .where('answer', '=', 'offered')
      .executeTakeFirst()) ?? {}
  const next = players.find(({ member }) => member === member_id)
  const stay = coming.filter((player) => player !== leaver)
  if (!next) return stay
  await rsvp(await as(stage, next.id, at.add({ hours: 5 })), { id: meeting.id, answer: 'yes' })
  return [...stay, next]
}

/** What is open for answers on the day on which the example is looked at: the next webinar and the next clinic fill up. */
export async function fillAhead(around: Around, now: Temporal.Instant): Promise<void> {
  const { stage, coordinator, players } = around
  for (const format of ['webinar', 'peer-clinic']) {
    const meeting = await stage.house.db
      .selectFrom('event')
      .select(['id', 'starts_at', 'circle_id', 'format_key'])
      .where('community_id', '=', stage.community!.id)
      .where('state', '=', 'planned')
      .where('format_key', '=', format)
      .where('starts_at', '>', now.add({ hours: 48 }))
      .orderBy('starts_at')
      .executeTakeFirst()
    if (!meeting) continue
    const random = diceOf(meeting)
    const lately = { ...meeting, starts_at: now }
    await openRegistration(around, lately)
    await guestsAsk(around, lately)
    const asked = players.filter((player) => !player.gone && (meeting.circle_id === null || player.hub))
    for (const player of random.some(asked, 15))
      await come(around, player, meeting, now.subtract({ hours: random.whole(1, 200) }))
    const absent = asked.find(({ id }) => id !== coordinator.id)
    if (absent) {
      await answerFor(await as(stage, coordinator.id, now.subtract({ hours: 3 })), {
        id: meeting.id,
        member: absent.member,
        answer: 'maybe',
      })
    }
  }
}

/** Dice of their own: the rest of the story stays as it was. */
function diceOf(meeting: Meeting): Dice {
  return dice(`registration ${meeting.format_key} ${meeting.starts_at.toString()}`)
}
