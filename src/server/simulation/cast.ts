/** The people of a simulated community: who they are, when they come, and how they take part. */
import source from '#content/demo/cast.json' with { type: 'json' }
import type { Dice } from './random.ts'

/**
 * How somebody takes part. `fading` is lively at first and then silent; `returning` too, and comes back; `readers` read
 * along and seldom come.
 */
export type Habit = 'core' | 'steady' | 'occasional' | 'reader' | 'fading' | 'returning'

export interface Person {
  name: string
  email: string
  zone: string
  locale: 'en'
  country: 'ZA' | 'KE'
  organisation: string
  job: string
  expertise: string[]
  languages: string[]
  reason: string
  habit: Habit
  hub: boolean
  /** Days after the launch on which they come in. */
  joins: number
}

/** People with a name of their own in the story; they are the first of the cast. */
export const named = { coordinator: 0, deputy: 1, hub: 2, member: 3, sponsor: 4 } as const

const leading: Pick<Person, 'name' | 'organisation' | 'job' | 'habit' | 'hub' | 'joins'>[] = [
  {
    name: 'Nomsa Dlamini',
    organisation: 'Foundation Phase Learning Trust',
    job: 'M&E manager',
    habit: 'core',
    hub: true,
    joins: 0,
  },
  {
    name: 'Themba Mahlangu',
    organisation: 'Kopano Schools Project',
    job: 'MEL specialist',
    habit: 'core',
    hub: true,
    joins: 0,
  },
  {
    name: 'Amina Otieno',
    organisation: 'Harambee Reading Rooms',
    job: 'Evaluator',
    habit: 'core',
    hub: true,
    joins: 3,
  },
  { name: 'Kagiso Molefe', organisation: 'Pula Learning', job: 'M&E officer', habit: 'steady', hub: false, joins: 12 },
  {
    name: 'Lindiwe Radebe',
    organisation: 'Umthombo Education Fund',
    job: 'Head of learning',
    habit: 'reader',
    hub: false,
    joins: 5,
  },
]

/** `count` people, the same for the same dice. The hub has sixteen, everybody is in one organisation. */
export function castOf(count: number, random: Dice): Person[] {
  const names = distinctNames(count, random)
  return Array.from({ length: count }, (_, i) => {
    const lead = leading[i]
    const habit = lead?.habit ?? habitOf(i, count)
    const country = i === 2 || random.chance(0.05) ? 'KE' : 'ZA'
    const name = lead?.name ?? names[i]!
    return {
      name,
      email: emailOf(name, i),
      zone: country === 'KE' ? 'Africa/Nairobi' : 'Africa/Johannesburg',
      locale: 'en',
      country,
      organisation: lead?.organisation ?? source.organisations[i % source.organisations.length]!,
      job: lead?.job ?? random.pick(source.jobs),
      expertise: random.some(source.expertise, random.whole(1, 4)),
      languages: ['English', ...random.some(source.languages.slice(1), random.whole(1, 2))],
      reason: random.pick(source.reasons),
      habit,
      hub: lead?.hub ?? (habit === 'core' && i < 16 + leading.length),
      joins: lead?.joins ?? joinsOn(i, count, random),
    }
  })
}

/** One in ten carries, one in six comes often, the rest comes now and then, reads, or goes silent. */
function habitOf(i: number, count: number): Habit {
  const share = i / count
  if (i < 16 + leading.length) return 'core'
  if (share < 0.34) return 'steady'
  if (share < 0.6) return 'occasional'
  if (share < 0.8) return 'reader'
  return share < 0.93 ? 'fading' : 'returning'
}

/** A third founds it, the rest comes over the two years; who fades or returns has to have been there early. */
function joinsOn(i: number, count: number, random: Dice): number {
  const habit = habitOf(i, count)
  if (habit === 'core') return random.whole(0, 40)
  if (habit === 'fading' || habit === 'returning') return random.whole(0, 120)
  return random.chance(0.3) ? random.whole(0, 30) : random.whole(30, 715)
}

/** How likely somebody of a habit comes to an event, `day` days after the launch. */
export function liveliness(habit: Habit, day: number): number {
  if (habit === 'core') return 0.66
  if (habit === 'steady') return 0.42
  if (habit === 'occasional') return 0.13
  if (habit === 'reader') return 0.02
  if (habit === 'fading') return day < 240 ? 0.4 : day < 300 ? 0.1 : 0
  return day < 200 ? 0.4 : day < 480 ? 0 : 0.35
}

function distinctNames(count: number, random: Dice): string[] {
  const all = source.given.flatMap((given) => source.family.map((family) => `${given} ${family}`))
  const taken = new Set(leading.map(({ name }) => name))
  const free = random.some(
    all.filter((name) => !taken.has(name)),
    Math.min(count, 3500),
  )
  return Array.from({ length: count }, (_, i) =>
    i < free.length ? free[i]! : `${free[i % free.length]} ${Math.floor(i / free.length) + 1}`,
  )
}

function emailOf(name: string, i: number): string {
  const plain = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '.')
  return i < leading.length ? `${plain}@example.org` : `${plain}.${i}@example.org`
}
