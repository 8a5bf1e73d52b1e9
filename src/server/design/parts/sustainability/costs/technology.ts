/** Server, mail and phone. */
import { monthsOf } from '../../common/size.ts'
import { byProfile, type Line } from './line.ts'

export const platform: Line = (decided) => {
  const month = byProfile(decided, 0, 40, 60, 300, 500)
  const support = byProfile(decided, 0, 0, 4, 0, 15)
  const months = monthsOf(decided)
  return {
    key: 'platform',
    category: 'technology',
    usd: month * months + support * 300,
    rank: 1,
    stretch: 1,
    params: { months, support },
    decision: 'platform.hosting-profile',
  }
}

export const dialIn: Line = (decided, calendar) => {
  const audio =
    decided.list('platform.features').includes('audio-dial-in') ||
    decided.value('cadence.live-form') === 'phone-conference'
  const events = calendar.events.filter((event) => event.live && event.format !== 'annual-retreat').length
  return audio
    ? {
        key: 'dial-in',
        category: 'technology',
        usd: events * 12,
        rank: 1,
        stretch: 1,
        params: { events },
        decision: 'platform.features',
      }
    : undefined
}
