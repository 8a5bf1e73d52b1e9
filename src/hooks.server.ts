/** Porch light: opens the house once, recognises whoever comes, and tells mishaps apart from mistakes. */
import { randomBytes } from 'node:crypto'
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit/hooks'
import { words } from '#i18n/index.ts'
import { arrive } from '#server/arrive.ts'
import { openHouse, type House } from '#server/app.ts'
import { readConfig } from '#server/config.ts'
import { countQueries } from '#server/foundations/db/index.ts'
import { hashOf } from '#server/foundations/id.ts'
import { readSessionCookie } from '#server/people/index.ts'
import { takeFlash } from '#web/flash.ts'
import { localeOf, zoneOf } from '#web/reader.ts'

let house: House

export const init: ServerInit = async () => {
  const config = readConfig(process.env)
  if (!config.databaseUrl) throw new Error('The server is started by ./copse, which opens the database first.')
  house = await openHouse(config, config.databaseUrl, { jobs: config.runsJobs })
  process.on('sveltekit:shutdown', () => house.close())
}

export const handle: Handle = async (input) => {
  if (!house.config.countsQueries) return welcome(input)
  const { result, queries } = await countQueries(async () => welcome(input))
  result.headers.set('x-copse-queries', String(queries.length))
  return result
}

const welcome: Handle = async ({ event, resolve }) => {
  const now = Temporal.Now.instant()
  const { actor, community, member } = await arrive(house.db, shown(event), event.params.community, now)
  const locale = localeOf(event, actor)
  const w = words(locale)
  event.locals.ctx = { ...house.ctx(now), actor, community, member, locale: w.locale, zone: zoneOf(event, actor, community) }
  event.locals.w = w
  event.locals.flash = event.request.method === 'GET' ? takeFlash(event.cookies, w) : null
  return resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%copse.lang%', w.locale).replace('%copse.dir%', w.dir),
  })
}

export const handleError: HandleServerError = ({ kind, error }) => {
  if (kind !== 'unknown') return
  const reference = randomBytes(4).toString('hex')
  console.error(`[${reference}]`, error)
  return { code: 'unexpected', reference }
}

/** A session by cookie; a personal token by header, for programs. */
function shown(event: Parameters<Handle>[0]['event']) {
  const bearer = /^Bearer (\S+)$/.exec(event.request.headers.get('authorization') ?? '')?.[1]
  return bearer ? { tokenHash: hashOf(bearer) } : { session: readSessionCookie(event.cookies, house.site) }
}
