/** How it becomes known who was at a simulated event: ticked by hand, or by the report of the video meeting. */
import { importAttendance, markAttendance } from '../events/index.ts'
import type { Ctx } from '../ctx.ts'
import { dice, type Dice } from './random.ts'

interface Meeting {
  id: string
  starts_at: Temporal.Instant
  ends_at: Temporal.Instant
  zone: string
  place: string
  format_key: string
}
interface Player {
  member: string
  name: string
  email: string
}

/** Of the meetings online every other one is taken from a report; the rest, what is in a room, and guests (by id), are ticked. */
export async function noteAttendance(
  host: Ctx,
  meeting: Meeting,
  present: readonly Player[],
  guests: readonly string[],
): Promise<void> {
  if (guests.length > 0) await markAttendance(host, { id: meeting.id, guests: [...guests] })
  // Dice of their own: the rest of the story stays as it was.
  const random = dice(`attendance ${meeting.format_key} ${meeting.starts_at.toString()}`)
  if (meeting.place === 'online' && random.chance(0.5)) {
    await importAttendance(host, { id: meeting.id, text: zoomReport(meeting, present, random) })
    return
  }
  await markAttendance(host, { id: meeting.id, present: present.map((player) => player.member), marked: [] })
}

/** As Zoom exports it; one in five lost the link once and came back, one in three came as a guest of Zoom without address. */
function zoomReport(meeting: Meeting, present: readonly Player[], random: Dice): string {
  const at = (moment: Temporal.Instant) => {
    const there = moment.toZonedDateTimeISO(meeting.zone)
    return `${there.toPlainDate().toString()} ${there.toPlainTime().toString({ smallestUnit: 'second' })}`
  }
  const minutes = Math.floor(meeting.starts_at.until(meeting.ends_at).total('minutes'))
  const line = (player: Player, email: string, from: number, to: number) =>
    [
      `"${player.name}"`,
      email,
      at(meeting.starts_at.add({ minutes: from })),
      at(meeting.starts_at.add({ minutes: to })),
      to - from,
      email ? 'No' : 'Yes',
    ].join(',')
  const lines = present.flatMap((player) => {
    const email = random.chance(0.33) ? '' : player.email
    const from = random.whole(-8, Math.floor(minutes / 6))
    const to = minutes - random.whole(0, Math.floor(minutes / 6))
    const lost = Math.floor((from + to) / 2)
    return random.chance(0.2)
      ? [line(player, email, from, lost), line(player, email, lost + 3, to)]
      : [line(player, email, from, to)]
  })
  return ['Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest', ...lines].join('\n')
}
