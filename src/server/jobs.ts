/** The jobs of the house: a name and a call. Each is safe to run twice. */
import type { TaskList } from 'graphile-worker'
import { communityFrom, type Ctx } from './ctx.ts'
import type { House } from './house.ts'
import { addJob } from './foundations/jobs.ts'
import { receiveMail, storeMail, takeMail, type Receiver } from './foundations/mail-in/index.ts'
import { openPost, sendMail } from './foundations/mail/send.ts'
import { tidyDrafts } from './design/index.ts'
import { communitiesToTell, tellFollowers } from './discussion/index.ts'
import {
  addUpAllComing,
  askWhatCame,
  closeForgottenPolls,
  closeOldRounds,
  closePollInTime,
  closePulses,
  communitiesToRemind,
  eventsToPassOn,
  forgetPastGuests,
  mailPulseOf,
  passPlacesOn,
  remind,
  remindOfActions,
  remindOfDocumentation,
  remindOfEnding,
  remindOfPreBriefs,
  remindOfPulse,
  sendDuePreBriefs,
  tellUnwritten,
  tidyRegistration,
  watchPromises,
} from './events/index.ts'
import { countNight } from './learning/index.ts'
import { purposes } from './mail-purposes.ts'
import { tidyAtNight } from './people/index.ts'
import { reactAgain } from './react.ts'

/** crontab(5) lines, UTC. What is counted at night is counted when most of Africa, Europe and the Americas sleep. */
export const crontab = [
  '20 1 * * * count-night ?fill=1d',
  '50 1 * * * tidy ?fill=1d',
  '*/5 * * * * pass-places-on',
  '* * * * * add-up',
  '20 5 * * * remind-of-series ?fill=1d',
  '*/10 * * * * remind',
  '*/10 * * * * tell-followers',
  '15 6 * * * remind-of-due ?fill=12h',
].join('\n')

export function tasks(house: House): TaskList {
  const { config } = house
  let post: ReturnType<typeof openPost> | undefined
  return {
    'send-mail': async (payload) => {
      if (!config.smtpUrl) return
      post ??= openPost(config.smtpUrl)
      await sendMail(house.ctx(Temporal.Now.instant()), await post, (payload as { id: string }).id)
    },
    'take-mail': async (payload) => {
      if (!config.mailIn) return
      await takeMail(house.ctx(Temporal.Now.instant()), config.mailIn, purposes, (payload as { id: string }).id)
    },
    react: async (payload) => reactAgain(house, payload as { community: string; fact: string; name: string }),
    'count-night': () => inEveryCommunity(house, 'count-community', 'count'),
    'count-community': async (payload) =>
      countNight(await ctxOfCommunity(house, (payload as { community: string }).community)),
    'remind-of-series': () => inEveryCommunity(house, 'remind-community-of-series', 'series'),
    'remind-community-of-series': async (payload) =>
      remindOfEnding(await ctxOfCommunity(house, (payload as { community: string }).community)),
    tidy: async () => {
      const ctx = house.ctx(Temporal.Now.instant())
      await tidyAtNight(ctx)
      await tidyDrafts(ctx)
      await tidyRegistration(ctx)
      await closeForgottenPolls(ctx)
      await closePulses(ctx)
      await closeOldRounds(ctx)
      await inEveryCommunity(house, 'forget-guests-of', 'forget-guests')
    },
    'forget-guests-of': async (payload) => {
      await forgetPastGuests(await ctxOfCommunity(house, (payload as { community: string }).community))
    },
    'close-poll': async (payload) => {
      const { community, poll } = payload as { community: string; poll: string }
      await closePollInTime(await ctxOfCommunity(house, community), poll)
    },
    'mail-pulse': async (payload) => {
      const { community, event } = payload as { community: string; event: string }
      await mailPulseOf(await ctxOfCommunity(house, community), event)
    },
    'remind-of-pulse': async (payload) => {
      const { community, event } = payload as { community: string; event: string }
      await remindOfPulse(await ctxOfCommunity(house, community), event)
    },
    'pass-places-on': async () => {
      for (const asked of await eventsToPassOn(house.ctx(Temporal.Now.instant())))
        await addJob(house, 'pass-places-on-of', asked, { key: `pass-on:${asked.event}` })
    },
    'add-up': () => addUpAllComing(house.ctx(Temporal.Now.instant())),
    'pass-places-on-of': async (payload) => {
      const { community, event } = payload as { community: string; event: string }
      await passPlacesOn(await ctxOfCommunity(house, community), event)
    },
    remind: async () => {
      for (const community of await communitiesToRemind(house.ctx(Temporal.Now.instant())))
        await addJob(house, 'remind-community', { community }, { key: `remind:${community}` })
    },
    'remind-community': async (payload) => {
      await remind(await ctxOfCommunity(house, (payload as { community: string }).community))
    },
    'tell-followers': async () => {
      for (const community of await communitiesToTell(house.ctx(Temporal.Now.instant())))
        await addJob(house, 'tell-followers-in', { community }, { key: `tell-followers:${community}` })
    },
    'tell-followers-in': async (payload) => {
      await tellFollowers(await ctxOfCommunity(house, (payload as { community: string }).community))
    },
    // Once a day, when the day has begun from Dakar to Dhaka: what is due is mailed.
    'remind-of-due': async () => inEveryCommunity(house, 'remind-of-due-in', 'remind-of-due'),
    'remind-of-due-in': async (payload) => {
      const ctx = await ctxOfCommunity(house, (payload as { community: string }).community)
      await remindOfActions(ctx)
      await remindOfDocumentation(ctx)
      await askWhatCame(ctx)
      await sendDuePreBriefs(ctx)
      await remindOfPreBriefs(ctx)
      await tellUnwritten(ctx)
      await watchPromises(ctx)
    },
  }
}

/** Adds a job for each community that has been launched. */
async function inEveryCommunity(house: House, task: string, key: string): Promise<void> {
  const communities = await house.db.selectFrom('community').select('id').where('launched_at', 'is not', null).execute()
  for (const { id } of communities) await addJob(house, task, { community: id }, { key: `${key}:${id}` })
}

/** Lets mail in, where the settings say how. Throws Refusal where that is not possible. */
export async function receive({ config, db, site }: House): Promise<Receiver | null> {
  if (!config.mailIn) return null
  return receiveMail(config.mailIn, {
    secret: site.secret,
    store: (mail) => storeMail(db, mail, Temporal.Now.instant()),
    complain: (sentence) => console.error(sentence),
  })
}

async function ctxOfCommunity(house: House, id: string): Promise<Ctx> {
  const ctx = house.ctx(Temporal.Now.instant())
  const row = await house.db.selectFrom('community').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return ctx
  return {
    ...ctx,
    zone: row.zone,
    community: communityFrom(row),
  }
}
