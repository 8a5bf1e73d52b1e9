/** Channels and content types. */
import type { Design } from '../../design/index.ts'
import type { Shelf } from '../shelves.ts'
import { named, numbered } from './frame.ts'

export function channels({ parts }: Design): Shelf {
  const rows = numbered(
    parts.platform.channels.filter((channel) => channel.opens === 'launch'),
    (channel) => ({
      key: channel.id,
      name: channel.name,
      purpose: channel.purpose,
      tool: channel.tool,
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
