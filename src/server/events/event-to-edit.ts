/** An event as the form shows it that changes it. */
import { z } from 'zod'
import { circlesOf } from '../communities/index.ts'
import { allow } from '../permissions/index.ts'
import { holdEvent } from '../permissions/events.ts'
import { query } from '../verb.ts'
import { eventFor, mustBePlanned } from './access.ts'
import { countedNow } from './coming.ts'
import { hoursOf } from './day-hours.ts'
import { modes, nameOf, roles } from './names.ts'
import { segmentsOf } from './segments.ts'

export const eventToEdit = query(
  'events.to-edit',
  {
    input: z.object({ id: z.string('required').max(60) }),
    does: 'An event with everything that can be changed about it.',
    who: holdEvent.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id, countedNow)
    allow(ctx, holdEvent, event)
    mustBePlanned(event)
    const [agenda, circles] = await Promise.all([segmentsOf(ctx, event.id), circlesOf(ctx)])
    const [date, time] = event.wall_start.split('T') as [string, string]
    const leads = new Set([...roles, ...agenda.map(({ lead }) => lead)])
    return {
      id: event.id,
      sequence: event.sequence,
      series: event.series_id,
      coming: event.coming,
      title: event.title,
      summary: event.summary,
      date,
      time: time.slice(0, 5),
      zone: event.zone,
      minutes: event.minutes,
      days: event.days,
      hours: hoursOf(event),
      place: event.place,
      place_link: event.place_link,
      place_text: event.place_text,
      place_dial: event.place_dial,
      circle: circles.find(({ id }) => id === event.circle_id)?.key ?? '',
      public: event.is_public,
      capacity: event.capacity,
      online_capacity: event.online_capacity,
      guests: event.takes_guests,
      confidence: event.confidence,
      agenda: agenda.map(({ day, minutes, title, purpose, mode, lead }) => ({
        day,
        minutes,
        title,
        purpose,
        mode,
        lead,
      })),
      modes: modes.map((value) => ({ value, label: nameOf('modes', value, ctx.locale) })),
      leads: [...leads]
        .map((value) => ({ value, label: nameOf('roles', value, ctx.locale) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, ctx.locale)),
    }
  },
)
