/** The mission in one sentence. */
import type { Words } from '#i18n/index.ts'
import type { Decided } from '../../basics.ts'
import { reason } from '../calendar/reasons.ts'
import { enumerated } from '#server/foundations/time/index.ts'
import { phrase } from '../common/phrases.ts'
import { gapsOf, inSentence } from './gaps.ts'
import { hubBuilt } from './hub.ts'
import type { Mission } from './types.ts'

/** The mission of a community, from who its members are, what they lack, what it is for and how it will work. */
export function missionOf(decided: Decided, say: Words): Mission {
  const who = whoWeAre(decided, say)
  const practice = practiceOf(decided, say)
  const effect = effectOf(decided, say)
  const ways = waysOf(decided, say)
  const by = enumerated(
    ways.map((way) => way.text),
    say.locale,
  )
  const sentence = say(`design-governance.mission.${effect.shape}`, { who, practice, effect: effect.text, by })
  return {
    text: sentence,
    who,
    practice,
    effect: effect.text,
    ways: ways.map((way) => way.text),
    because: ways.map((way) => way.path),
    why: [
      reason(decided, 'formula-mission', say('design-governance.mission.why'), [
        'scope.role-mix',
        'scope.membership',
        'gaps.types',
      ]),
    ],
  }
}

function whoWeAre(decided: Decided, say: Words): string {
  const { host } = decided.context.community
  return phrase(say, `design-governance.mission.who.${decided.answer<string>('scope.membership')}`, {
    people: phrase(say, `design-governance.mission.people.${decided.answer<string>('scope.role-mix')}`),
    // A name without an article cannot stand in a French sentence as it is.
    host: host ? say('design-governance.mission.host', { host }) : say('design-governance.mission.one-organisation'),
    place: placeOf(decided, say),
  })
}

function placeOf(decided: Decided, say: Words): string {
  const named = decided.context.community.countries ?? []
  const count = Math.max(named.length, decided.answer<number>('scope.countries'))
  const name = new Intl.DisplayNames(say.locale, { type: 'region' })
  if (named.length > 0 && named.length <= 3 && count <= 3)
    return say('design-governance.mission.place.named', {
      countries: enumerated(
        named.map((code) => name.of(code) ?? code),
        say.locale,
      ),
    })
  return count > 1 ? say('design-governance.mission.place.many', { count }) : ''
}

function practiceOf(decided: Decided, say: Words): string {
  const titles = gapsOf(decided)
    .slice(0, 2)
    .map((gap) => gap.title)
  if (titles.length > 0)
    return say('design-governance.mission.practice.titles', { titles: enumerated(titles.map(inSentence), say.locale) })
  const types = decided.answer<string[]>('gaps.types').slice(0, 3)
  return enumerated(
    types.map((type) => phrase(say, `design-governance.mission.practice.${type}`)),
    say.locale,
  )
}

type Shape = 'so-that' | 'in-order-to' | 'purpose'

// People word their purpose as a clause, as an infinitive or as a title; each joins the sentence in its own way.
function effectOf(decided: Decided, say: Words): { shape: Shape; text: string } {
  const purpose = decided.context.community.purpose?.trim().replace(/[.\s]+$/u, '')
  if (!purpose) return { shape: 'so-that', text: phrase(say, `design-governance.mission.effect.${effectKey(decided)}`) }
  if (say.locale === 'fr') {
    // « pour », « pour que », « afin de » elide and agree with what follows, so they stay with it.
    if (/^(?:pour|afin)\b/iu.test(purpose)) return { shape: 'in-order-to', text: inSentence(purpose) }
  } else {
    const clause = /^(?:so that|that)\s+(.+)$/isu.exec(purpose)
    if (clause?.[1]) return { shape: 'so-that', text: clause[1] }
    const infinitive = /^(?:in order to|to)\s+(.+)$/isu.exec(purpose)
    if (infinitive?.[1]) return { shape: 'in-order-to', text: infinitive[1] }
  }
  return { shape: 'purpose', text: purpose }
}

function effectKey(decided: Decided): string {
  const types = decided.answer<string[]>('gaps.types')
  return (
    ['evidence-use', 'live-problems', 'lessons-reuse', 'standards-harmonisation', 'data-systems'].find((type) =>
      types.includes(type),
    ) ?? 'default'
  )
}

/** Three ways at most, the most telling first; each is there only because it was decided. */
function waysOf(decided: Decided, say: Words): { text: string; path: string }[] {
  const runs = (format: string) => decided.list('cadence.events').includes(format)
  const holds = (path: string, value: string) => decided.list(path).includes(value)
  const options: [when: boolean, key: string, path: string][] = [
    [hubBuilt(decided), 'hub', 'membership.hub'],
    [runs('peer-clinic'), 'clinics', 'cadence.peer-clinic'],
    [runs('workshop'), 'workshops', 'cadence.workshop'],
    [
      holds('content.types-start', 'tool') && decided.answer<string[]>('gaps.types').includes('tools-templates'),
      'tools',
      'content.types-start',
    ],
    [runs('async-discussion'), 'discussions', 'cadence.async-discussion'],
    [holds('engagement.programmes', 'mentoring'), 'mentoring', 'engagement.programmes'],
    [runs('monthly-learning-session'), 'sessions', 'cadence.monthly-learning-session'],
    [runs('quarterly-showcase'), 'showcases', 'cadence.quarterly-showcase'],
    [true, 'library', 'content.types-start'],
  ]
  return options
    .filter(([when]) => when)
    .slice(0, 3)
    .map(([, key, path]) => ({ text: phrase(say, `design-governance.mission.way.${key}`), path }))
}
