/** After how many days people are asked what came of an event, and who. */
import { z } from 'zod'
import catalogue from '#content/event-formats.json' with { type: 'json' }

/** Those who were there, or also those who had answered, missed it and were told of the record. */
export const followed = ['attended', 'told'] as const

export interface FollowUp {
  /** One or two times, in whole days after the event. */
  days: number[]
  to: (typeof followed)[number]
}

const told = z.object({ days: z.array(z.number().int().min(1).max(365)).max(3), to: z.enum(followed) })

/**
 * What a community's format says; no days where nobody is asked. A format that says nothing goes by the catalogue's of the same
 * key, and one that the catalogue does not know asks nobody.
 */
export function followUpOf(format: { key: string; data: unknown }): FollowUp {
  const own = told.safeParse((format.data as { loop_back?: unknown } | null)?.loop_back)
  if (own.success) return own.data
  const known = told.safeParse(
    (catalogue.formats as { id: string; loop_back?: unknown }[]).find(({ id }) => id === format.key)?.loop_back,
  )
  return known.success ? known.data : { days: [], to: 'attended' }
}
