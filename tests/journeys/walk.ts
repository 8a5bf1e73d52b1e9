/** Walks through the pages as a curious person does: every link, one page of each kind. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'

export interface Stop {
  path: string
  /** Its folder: `/[community]/events/[id]`. */
  route: string
  /** Pages of one kind are one page with other data. */
  kind: string
}

const steps = ['scope', 'structure', 'existing', 'gaps', 'platforms', 'budget']

const routes = routesWith('+page.svelte')
const files = routesWith('+server.ts').filter(({ route }) => !routes.some((page) => page.route === route))

function routesWith(name: string): { route: string; fits: RegExp }[] {
  return (
    globSync(`**/${name}`, { cwd: join(import.meta.dirname, '../../src/routes') })
      .map((file) => `/${file}`.slice(0, -name.length - 1) || '/')
      // What is written out comes before what stands for anything, and what stands for a few things before both.
      .toSorted(
        (a, b) =>
          a.split('[').length - b.split('[').length || Number(b.includes('=step')) - Number(a.includes('=step')),
      )
      .map((route) => ({ route, fits: new RegExp(`^${pattern(route)}$`) }))
  )
}

function pattern(route: string): string {
  return route
    .replace('[step=step]', `(${steps.join('|')})`)
    .replaceAll(/\[\w+=\w+\]/g, '[a-z-]+')
    .replaceAll('.', '\\.')
    .replaceAll(/\[\w+\]/g, '[^/]+')
}

/** Every route of the house that has a page, as its folder. */
export const allRoutes: readonly string[] = routes.map(({ route }) => route)

/**
 * Opens one page of each kind that can be reached from `start` by links and searches alone, and calls `look` on each. Pages
 * are of a kind when they are of one route and ask with the same names; the parts and steps of a design are each their own.
 * Gives all other addresses that it came past. Another language is the same page again.
 */
export async function walk(
  page: Page,
  start: string,
  look: (stop: Stop, status: number) => Promise<void>,
): Promise<string[]> {
  const origin = new URL(start).origin
  const seen = new Set([kindOf(new URL(start))])
  const passed = new Set<string>()
  const ahead = [start]
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    const status = (await page.goto(next))!.status()
    const here = new URL(page.url())
    await look({ path: here.pathname + here.search, route: routeOf(here) ?? 'nowhere', kind: kindOf(here) }, status)
    for (const url of (await waysOn(page)).filter((url) => url.origin === origin && !url.searchParams.has('lang'))) {
      url.hash = ''
      const kind = kindOf(url)
      if (!isFile(url) && !seen.has(kind)) ahead.push(url.href)
      else passed.add(url.href)
      seen.add(kind)
    }
  }
  return [...passed]
}

/** Where its links lead, and its searches as they stand. */
async function waysOn(page: Page): Promise<URL[]> {
  const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
  const searches = await page
    .locator('form:not([method=post])')
    .evaluateAll((all) =>
      (all as HTMLFormElement[]).map(
        (form) => `${form.action.split('?')[0]}?${new URLSearchParams([...new FormData(form)] as [string, string][])}`,
      ),
    )
  return [...links, ...searches].map((way) => new URL(way))
}

/** Files and feeds are no pages. */
const isFile = (url: URL): boolean => {
  const [file, page] = [files, routes].map((all) => all.find(({ fits }) => fits.test(url.pathname))?.route)
  return file !== undefined && (page === undefined || file.split('[').length < page.split('[').length)
}

const routeOf = (url: URL) => routes.find(({ fits }) => fits.test(url.pathname))?.route

/** An address that no route knows is a kind of its own: it is opened, and found to lead nowhere. */
function kindOf(url: URL): string {
  const route = routeOf(url)
  if (route?.includes('=')) return url.pathname
  return `${route ?? url.pathname}?${[...url.searchParams.keys()].toSorted().join()}`
}
