/** What guests are told when a record is published: thanks and a certificate; of a public record also what it says. */
import { sql } from 'kysely'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { writeMail, type Letter, type LetterBlock } from '../../foundations/mail/index.ts'
import { pulseInLetters } from '../pulse/index.ts'
import { guestAddress, guestStopUrl } from '../registration/index.ts'

interface Reader {
  id: string
  event_id: string
  email: string
  locale: string
  was_there: boolean
}

/** What guests may read of it. */
interface Told {
  event_id: string
  title: string
  version: number
  /** `null` of a record that is not public. */
  says: ((w: Words) => LetterBlock[]) | null
}

/**
 * Writes to guests who were there, each once for an event or, of a public record, once for each version; of a public record
 * also to those who had said that they come and missed it.
 */
export async function mailGuestsRecord(ctx: Ctx, told: Told): Promise<void> {
  const isPublic = told.says !== null
  const readers = await guestsToTell(ctx, told.event_id, isPublic)
  const there = new Set(readers.filter(({ was_there }) => was_there).map(({ id }) => id))
  const pulse = await pulseInLetters(ctx, { community_id: communityOf(ctx).id, id: told.event_id }, there)
  for (const reader of readers) {
    const w = words(reader.locale)
    const letter = letterFor(ctx, told, reader, pulse(reader.id, w), w)
    await writeMail(ctx, { email: reader.email, locale: reader.locale }, letter, {
      kind: 'record-published',
      once: `record:${told.event_id}:${isPublic ? told.version : 'thanks'}:${reader.id}`,
    })
  }
}

/** The guests who are told of a record: those who were there, and of a public one those who missed it. */
export async function guestsToTell(ctx: Ctx, event: string, isPublic: boolean): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select g.id, g.event_id, g.email, g.locale, a.guest_id is not null as was_there
      from guest g
      left join guest_attendance a on a.community_id = g.community_id and a.event_id = g.event_id and a.guest_id = g.id
     where g.community_id = ${communityOf(ctx).id} and g.event_id = ${event} and g.erased_at is null
       and g.mail_stopped_at is null and g.confirmed_at is not null
       and (a.guest_id is not null or ${isPublic} and g.answer in ('yes', 'maybe'))
     order by g.id`.execute(ctx.db)
  return rows
}

function letterFor(ctx: Ctx, { title, says }: Told, reader: Reader, pulse: LetterBlock[], w: Words): Letter {
  const key = !reader.was_there ? 'missed' : says ? 'there' : 'thanks'
  const { name, slug } = communityOf(ctx)
  const record = `${ctx.site.url}/${slug}/events/${reader.event_id}/record`
  return {
    subject: w(`record.guests.${key}Subject`, { title }),
    blocks: [
      { kind: 'text', text: w(`record.guests.${key}`, { title, community: name }) },
      ...(says ? [...says(w), { kind: 'link' as const, label: w('record.mail.read'), url: record }] : []),
      ...(reader.was_there
        ? [{ kind: 'link' as const, label: w('record.guests.certificate'), url: guestAddress(ctx, reader) }]
        : []),
      ...pulse,
    ],
    why: w('record.guests.why', { community: name }),
    stopUrl: guestStopUrl(ctx, reader.id),
  }
}
