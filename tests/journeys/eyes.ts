/** What can be told of a page by looking at it: its order, its width, and whether everybody can use it. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Everything that is wrong with the page that is open, in words; nothing when all is well. Sets size and scheme. */
export async function faultsOf(page: Page): Promise<string[]> {
  return [...(await order(page)), ...(await width(page)), ...(await barriers(page))]
}

/** Read from top to bottom, without styles, a page begins with what it is. */
export async function order(page: Page): Promise<string[]> {
  const headings = await page
    .locator('main :is(h1, h2, h3, h4, h5, h6)')
    .evaluateAll((all) => all.map(({ tagName }) => tagName))
  const isWhole = headings[0] === 'H1' && headings.lastIndexOf('H1') === 0
  return [
    ...(isWhole ? [] : [`headings ${headings.slice(0, 4).join()}`]),
    ...((await page.title()).trim() ? [] : ['no title']),
  ]
}

/** On the narrowest screen, which is also 400 % zoom on a common one, nothing has to be moved sideways. */
export async function width(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 })
  const found = await page.evaluate(() => document.documentElement.scrollWidth)
  return found > 320 ? [`${found} px wide`] : []
}

/** WCAG 2.2 AA as far as a program can tell: everything on a narrow screen by night, then colours and sizes on a wide one by day. */
export async function barriers(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 320, height: 640 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const narrow = await axe(new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']))
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
  const wide = await axe(
    new AxeBuilder({ page }).withRules(['color-contrast', 'target-size', 'scrollable-region-focusable']),
  )
  return [...narrow, ...wide]
}

/** In one piece: pages hold nothing from elsewhere. */
async function axe(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.setLegacyMode().analyze()
  return violations.map(
    ({ id, nodes }) =>
      `${id} at ${nodes
        .map(({ target }) => target.join(' '))
        .slice(0, 3)
        .join(' and ')}`,
  )
}

/** The kinds of elements that a page is built of: two pages with the same ones look alike. */
export function partsOf(page: Page): Promise<string> {
  const kinds = (all: Element[]) =>
    [...new Set(all.map(({ tagName, className, role }) => [tagName, className, role].join(' ')))].toSorted().join()
  return page.locator('main *:not(svg *)').evaluateAll(kinds)
}

/** Whether what has the focus lies in the window and is outlined; as it is written if not. */
export function focusSeen(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement!
    const { top, bottom } = element.getBoundingClientRect()
    // A choice is outlined around its words.
    const outlined = [element, element.closest('label')].some(
      (each) => each && getComputedStyle(each).outlineStyle !== 'none',
    )
    return outlined && bottom > 0 && top < innerHeight ? 'seen' : element.outerHTML
  })
}
