/** One mail to the stewards, once, when series come to their end. */
import { date } from '#i18n/format/dates.ts'
import { words } from '#i18n/index.ts'
import { stewardsOf } from '../../communities/index.ts'
import { communityOf, transaction, type Ctx } from '../../ctx.ts'
import { writeMail } from '../../foundations/mail/index.ts'
import { endingOf } from './ending.ts'

/** Mails whoever stewards the community about the series that end within eight weeks, each of them once. Safe to repeat. */
export async function remindOfEnding(ctx: Ctx): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const community = communityOf(ctx)
    const today = ctx.now.toZonedDateTimeISO(community.zone).toPlainDate().toString()
    const ending = (await endingOf(ctx)).filter(
      (series) => series.ends_on >= today && series.reminded_for !== series.ends_on,
    )
    if (ending.length === 0) return
    for (const steward of await stewardsOf(ctx)) {
      const w = words(steward.locale)
      await writeMail(
        ctx,
        { email: steward.email, locale: steward.locale, personId: steward.id },
        {
          subject: w('series.reminder.subject', { title: ending[0]!.title, n: ending.length }),
          blocks: [
            { kind: 'text', text: w('series.reminder.lede', { community: community.name, n: ending.length }) },
            ...ending.map(({ id, title, ends_on }) => ({
              kind: 'link' as const,
              label: w('series.reminder.link', { title, date: date(ends_on, w.locale) }),
              url: `${ctx.site.url}/${community.slug}/events/series/${id}/renew`,
            })),
          ],
          why: w('series.reminder.why', { community: community.name }),
        },
        {
          kind: 'series-ending',
          once: `series-ending:${ending.map(({ id, ends_on }) => `${id}@${ends_on}`).join()}:${steward.id}`,
        },
      )
    }
    for (const { id, ends_on } of ending)
      await ctx.db
        .updateTable('series')
        .set({ reminded_for: ends_on })
        .where('community_id', '=', community.id)
        .where('id', '=', id)
        .execute()
  })
}
