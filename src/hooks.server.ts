/** Porch light: opens the house once, recognises whoever comes, and tells mishaps apart from mistakes. */
import { randomBytes } from 'node:crypto'
import type { Cookies } from '@sveltejs/kit'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { words } from '#i18n/index.ts'
import { arrive, type Shown } from '#server/arrive.ts'
import { openHouse } from '#server/app.ts'
import type { House } from '#server/house.ts'
import { readConfig } from '#server/config.ts'
import { countQueries } from '#server/foundations/db/index.ts'
import { hashOf } from '#server/foundations/id.ts'
import { networkOf, readSessionCookie } from '#server/people/index.ts'
import { markForAnyone } from '#web/anonymous-cache.ts'
import { takeFlash } from '#web/flash.ts'
import { communityOfCall, tokenOf } from '#web/program.ts'
import { guard } from '#web/headers.ts'
import { closeHub, houseOfHub } from '#web/live/open-hub.ts'
import { localeOf, zoneOf } from '#web/reader.ts'

let house: House

export const init: ServerInit = async () => {
  const config = readConfig(process.env)
  if (!config.databaseUrl) throw new Error('The server is started by ./copse, which opens the database first.')
  house = await openHouse(config, config.databaseUrl, { jobs: config.runsJobs })
  houseOfHub(house, config.databaseUrl)
  process.on('sveltekit:shutdown', async () => {
    await closeHub()
    await house.close()
  })
}

export const handle: Handle = async (input) => {
  if (!house.config.countsQueries) return welcome(input)
  const { result, queries } = await countQueries(async () => welcome(input))
  result.headers.set('x-copse-queries', String(queries.length))
  return result
}

const welcome: Handle = async ({ event, resolve }) => {
  const now = Temporal.Now.instant()
  const isCall = event.route.id === '/api/v1/[call]'
  const slug = isCall ? communityOfCall(event) : event.params.community
  const { actor, community, member } = await arrive(
    house.db,
    isCall ? shownByProgram(event.request) : shownByBrowser(event.cookies),
    slug,
    now,
  )
  // A program asks in the language that it wants; a person has chosen theirs.
  const locale = localeOf(event, isCall && event.request.headers.has('accept-language') ? null : actor)
  const w = words(locale)
  event.locals.ctx = {
    ...house.ctx(now),
    db: house.db,
    actor,
    community,
    member,
    locale: w.locale,
    zone: zoneOf(event, actor, community),
    network: event.request.method === 'POST' ? networkOf(event.getClientAddress()) : null,
  }
  event.locals.w = w
  event.locals.flash = event.request.method === 'GET' && !isCall ? takeFlash(event, w) : null
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%copse.lang%', w.locale).replace('%copse.dir%', w.dir),
  })
  markForAnyone(event, response)
  return guard(response, house.site.url)
}

export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return
  const reference = randomBytes(4).toString('hex')
  console.error(`[${reference}]`, error)
  return { code: 'unexpected', reference }
}

/** A session, by the cookie that we signed. */
function shownByBrowser(cookies: Cookies): Shown {
  return { session: readSessionCookie(cookies, house.site) }
}

/** A personal token, by the header alone. */
function shownByProgram(request: Request): Shown {
  const token = tokenOf(request)
  return token ? { tokenHash: hashOf(token) } : {}
}
