/** From a poll for dates to an event: the moment that was chosen, as what a new event begins with. */
import { z } from 'zod'
import { circlesOf } from '../../../communities/index.ts'
import { Conflict, NotFound } from '../../../errors.ts'
import { id } from '../../../foundations/input.ts'
import { allow } from '../../../permissions/index.ts'
import { planEvents } from '../../../permissions/events.ts'
import { runRoom } from '../../../permissions/live.ts'
import { query } from '../../../verb.ts'
import { eventFor } from '../../access.ts'
import { roomInput } from '../room.ts'
import { pollFor } from './poll.ts'

export const chosenDate = query(
  'live.chosen-date',
  {
    input: z.object({ id: roomInput.id, poll: id, option: id }),
    does: 'One of the dates of a poll that is closed, as what an event on that date begins with: format, title, circle, wall time and zone.',
    who: planEvents.says,
  },
  async (ctx, input) => {
    const event = await eventFor(ctx, input.id)
    allow(ctx, runRoom, event)
    allow(ctx, planEvents, undefined)
    const poll = await pollFor(ctx, event.id, input.poll)
    const startsAt = poll.options.find((option) => option.id === input.option)?.starts_at
    if (!startsAt) throw new NotFound('live.date')
    if (poll.state !== 'closed') throw new Conflict('live.poll-open')
    const at = Temporal.Instant.from(startsAt).toZonedDateTimeISO(event.zone)
    const circle = (await circlesOf(ctx)).find((each) => each.id === event.circle_id)
    return {
      format: event.format_key,
      title: event.title,
      question: poll.question,
      circle: circle?.key ?? '',
      date: at.toPlainDate().toString(),
      time: at.toPlainTime().toString({ smallestUnit: 'minute' }),
      zone: event.zone,
    }
  },
)
