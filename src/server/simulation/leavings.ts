/** What a simulated event leaves: a record, decisions, actions, and what became of them. */
import { finishAction, dropAction, closing, wrapUp } from '../events/index.ts'
import { answerPulse } from './pulse.ts'
import { dice, type Dice } from './random.ts'
import { as, type Stage } from './stage.ts'

interface Around {
  stage: Stage
  coordinator: { id: string }
  /** Today: nothing happens after it. */
  until: Temporal.Instant
}

interface Meeting {
  id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  format_key: string
}

/** Somebody who was there. */
interface Player {
  id: string
  member: string
  gone?: boolean
}

const summaries = [
  'Three districts brought their reading figures. Where teachers had marked the test themselves the gains were twice as large: next term somebody else marks.',
  'A member showed how she asks parents by voice message. Answers doubled, and they are longer than on paper.',
  'We compared two ways of following learners who move. Calling the new school beats calling the family.',
  'The case was a baseline nobody trusts. Most said: say so on the first page, and measure fewer things well.',
  'What did not work: a dashboard with forty figures. The team that kept six of them now looks at them every week.',
  'Small groups wrote their own theory of change for one lesson. The disagreement was about what teachers already do.',
]
const decided = [
  'One common reading test for all programmes that want to compare',
  'Notes of clinics are cleared by whoever brought the case before they are posted',
  'The next three sessions are led by members who have not led yet',
  'Attendance of learners is asked once, by the school, for everybody',
  'A data agreement is signed before files are shared',
  'We meet on Thursdays at 13:00 until the end of the year',
]
const taken = [
  'Send the marking sheet to everybody',
  'Ask the province for its list of schools that merged',
  'Write half a page on what failed in the pilot',
  'Try the voice questions with ten parents and tell',
  'Find somebody who has costed a tracer study',
  'Translate the consent form into isiZulu',
  'Bring the anonymised data to the next clinic',
  'Introduce the new colleagues from Polokwane',
]
const reasons = ['The programme ended.', 'Somebody else had done it already.', 'We may not share the data.']

/** How long after an event its record is published, in hours: most within two days, some late. */
const delays = [2, 4, 20, 26, 44, 70, 220]

/** Writes what an event left, for most events; the rest were forgotten, as happens. `until` is today. */
export async function leave(around: Around, meeting: Meeting, present: readonly Player[]): Promise<void> {
  // Dice of its own: what is left changes nothing in who comes next time.
  const random = dice(`${meeting.format_key} ${meeting.starts_at.toString()}`)
  const published = meeting.ends_at.add({ hours: random.pick(delays) })
  if (!random.chance(0.8) || Temporal.Instant.compare(published, around.until) > 0) return
  const host = await as(around.stage, around.coordinator.id, published)
  const day = published.toZonedDateTimeISO('Africa/Johannesburg').toPlainDate()
  await wrapUp(host, {
    id: meeting.id,
    summary: random.pick(summaries),
    decisions: random.some(decided, random.whole(0, 2)).map((text) => ({
      text,
      by_whom: random.pick(['everybody there, by consent', 'the core team']),
    })),
    actions: random.some(taken, random.whole(0, 3)).map((text) => ({
      text,
      owner: random.pick(present).member,
      due_on: day.add({ days: random.pick([7, 14, 14, 21, 30]) }).toString(),
    })),
    publish: true,
    mail: random.chance(0.1),
    pulse: true,
  })
  await answerPulse(around.stage, meeting, present, published)
  await follow(around, meeting, present, published, random)
}

/** Most actions get done, somewhat late; some are dropped; the last ones are still open. */
async function follow(
  { stage, coordinator, until }: Around,
  meeting: Meeting,
  present: readonly Player[],
  published: Temporal.Instant,
  random: Dice,
): Promise<void> {
  const { actions } = await closing(await as(stage, coordinator.id, published), { id: meeting.id })
  for (const { id, owner, due_on } of actions) {
    const due = Temporal.PlainDate.from(due_on).toZonedDateTime('Africa/Johannesburg').toInstant()
    const at = due.add({ hours: 24 * random.whole(-6, 12) + 10 })
    const fate = random.next()
    const doer = present.find(({ member }) => member === owner?.id)
    if (fate > 0.9 || !doer || doer.gone || Temporal.Instant.compare(at, until) > 0) continue
    if (Temporal.Instant.compare(at, published) <= 0) continue
    const ctx = await as(stage, doer.id, at)
    if (fate > 0.8) await dropAction(ctx, { action: id, reason: random.pick(reasons) })
    else await finishAction(ctx, { action: id })
  }
}
