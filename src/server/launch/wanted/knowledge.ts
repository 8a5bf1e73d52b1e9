/** Channels and content types. */
import type { Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { named, numbered, type Frame } from './frame.ts'

/** Cases of clinics are for those who sit in them, a chat is where it is: neither is for all members on Copse. */
const notHere = ['clinics-closed', 'consumer-chat']

/** Who reads and writes in a channel, and whether it is open here, is set once: from then on stewards tend it. */
export function channels({ parts }: Design, frame: Frame): Shelf {
  const hub = frame.circles.get('hub') ?? null
  const rows = numbered(
    parts.platform.channels.filter((channel) => channel.opens === 'launch'),
    // Versions that were kept before say nothing of where a channel is.
    ({ id, name, purpose, tool, isHere = true }) => ({
      key: id,
      name,
      purpose,
      tool,
      circle_id: id === 'mel-hub' ? hub : null,
      writers: id === 'announcements' ? 'stewards' : 'members',
      is_open: isHere && !notHere.includes(id) && (id !== 'mel-hub' || hub !== null),
    }),
  )
  return { table: 'channel', rows, label: named, follows: ['name', 'purpose', 'tool', 'position'] }
}

export function contentTypes({ parts }: Design): Shelf {
  const { quality } = parts.knowledge
  const rows = numbered(parts.knowledge.types, (type) => ({
    key: type.id,
    name: type.name,
    data: JSON.stringify({ ...type, quality }),
  }))
  return { table: 'content_type', rows, label: named, follows: ['name', 'data', 'position'] }
}
