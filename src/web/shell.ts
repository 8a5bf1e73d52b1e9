/** What surrounds every page: the name above it, the places of the community, the reader's own ways. */
import type { RequestEvent } from '@sveltejs/kit'
import { locales, type Key } from '#i18n/index.ts'
import { can } from '#server/permissions/index.ts'
import { seeHome, steward } from '#server/permissions/communities.ts'
import type { Ctx } from '#server/ctx.ts'

const languageNames = { en: 'English', fr: 'Français' } as const

/** Data of the root layout. Plain, so that it can be handed to the page as it is. */
export function shell(event: RequestEvent) {
  const { ctx, w, flash } = event.locals
  const here = event.url.pathname
  const at = (href: string, deep = true) => here === href || (deep && here.startsWith(`${href}/`))
  const link = (label: Key, href: string, deep = true) => ({ label: w(label), href, current: at(href, deep) })
  const { community } = ctx
  return {
    locale: w.locale,
    dir: w.dir,
    zone: ctx.zone,
    now: ctx.now.toString(),
    flash,
    me: ctx.actor && { name: ctx.actor.name, isAdministrator: ctx.actor.isAdministrator },
    site: community
      ? { name: community.name, href: `/${community.slug}`, seed: community.slug }
      : { name: 'Copse', href: '/' },
    hosted: community?.host ? w('shell.hosted', { host: community.host }) : undefined,
    places: community
      ? places(ctx, community.slug, link)
      : [link('shell.communities', '/', false), link('shell.studio', '/design')],
    account: ctx.actor
      ? [{ label: ctx.actor.name, href: '/account', current: at('/account') }]
      : [{ label: w('shell.sign-in'), href: `/sign-in?next=${encodeURIComponent(here)}`, current: at('/sign-in') }],
    languages: locales.map((tag) => ({
      tag,
      label: languageNames[tag],
      href: languageLink(event.url, tag),
      current: tag === w.locale,
    })),
  }
}

type Linker = (label: Key, href: string, deep?: boolean) => { label: string; href: string; current: boolean }

/** Only places that are there and open to this reader. */
function places(ctx: Ctx, slug: string, link: Linker) {
  const inside = can(ctx, seeHome, undefined)
  return [
    ...(inside ? [link('shell.home', `/${slug}/home`)] : [link('shell.front', `/${slug}`, false)]),
    link('shell.events', `/${slug}/events`),
    ...(inside
      ? [
          link('shell.discussion', `/${slug}/discussion`),
          link('shell.people', `/${slug}/people`),
          link('shell.learning', `/${slug}/learning`),
        ]
      : []),
    ...(can(ctx, steward, undefined) ? [link('shell.stewardship', `/${slug}/stewardship`)] : []),
  ]
}

function languageLink(url: URL, tag: string): string {
  const to = new URL(url)
  to.searchParams.set('lang', tag)
  return to.pathname + to.search
}
