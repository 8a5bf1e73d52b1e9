/** Simulated people come in: by invitation into the hub, by the open door into the wider circle. */
import { acceptInvitation, invite, joinCircle, onboarding, tellProfile, tickStep } from '../communities/index.ts'
import { transaction } from '../ctx.ts'
import { makePerson } from '../people/index.ts'
import type { Habit, Person } from './cast.ts'
import type { Player } from './meetings.ts'
import type { Dice } from './random.ts'
import { as, nobody, type Stage } from './stage.ts'

/** Makes the account of a person, with a password for those who are shown in the printed sign-ins. */
export async function makeAccount(
  stage: Stage,
  person: Person,
  at: Temporal.Instant,
  password?: string,
): Promise<string> {
  const { name, email, locale, zone } = person
  return transaction(nobody({ ...stage, community: null }, at), (ctx) =>
    makePerson(ctx, { name, email, locale, zone, ...(password ? { password } : {}) }),
  )
}

/** Brings somebody in and lets them tell about themselves. */
export async function comeIn(
  stage: Stage,
  inviter: Player,
  person: Person,
  id: string,
  at: Temporal.Instant,
  random: Dice,
): Promise<Player> {
  const { member } = person.hub
    ? await byInvitation(stage, inviter, person, id, at)
    : await joinCircle(await as(stage, id, at), { circle: 'wider' })
  if (random.chance(person.habit === 'reader' ? 0.45 : 0.85)) {
    await tellProfile(await as(stage, id, at.add({ hours: random.whole(1, 200) })), {
      organisation: person.organisation,
      country: person.country,
      job_title: person.job,
      expertise: person.expertise,
      languages: person.languages,
      about: `I would like to ${person.reason}.`,
    })
  }
  await findTheWay(stage, person, id, at, random)
  return { ...person, id, member }
}

/** How likely somebody of a habit does a step of onboarding that nobody sees. */
const diligence: Record<Habit, number> = {
  core: 0.97,
  steady: 0.9,
  occasional: 0.7,
  reader: 0.35,
  fading: 0.85,
  returning: 0.85,
}

async function findTheWay(stage: Stage, person: Person, id: string, at: Temporal.Instant, random: Dice): Promise<void> {
  for (const step of (await onboarding(await as(stage, id, at), {})).filter((each) => each.ticked_by === null)) {
    if (!random.chance(diligence[person.habit])) continue
    const done = at.add({ hours: random.whole(4, 24 * Math.max(2, Math.min(step.day, 28))) })
    await tickStep(await as(stage, id, done), { step: step.id })
  }
}

/** The invitation is read as its receiver reads it: from the mail. */
async function byInvitation(
  stage: Stage,
  inviter: Player,
  person: Person,
  id: string,
  at: Temporal.Instant,
): Promise<{ member: string }> {
  const asked = at.subtract({ hours: 50 })
  await invite(await as(stage, inviter.id, asked), { email: person.email, name: person.name, circle: 'hub' })
  const mail = await stage.house.db
    .selectFrom('mail')
    .select('text')
    .where('community_id', '=', stage.community!.id)
    .where('to_address', '=', person.email)
    .where('kind', '=', 'invitation')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const token = /\/invitation\/([\w-]+)/.exec(mail.text)![1]!
  return acceptInvitation(await as(stage, id, at), { token })
}
