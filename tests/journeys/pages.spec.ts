/** Every page of a living community, as everybody who comes there sees it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { words } from '#i18n/index.ts'
import { barriers, focusSeen, order, partsOf, width } from './eyes.ts'
import { fill, press } from './hands.ts'
import { printed, stop } from './installation.ts'
import { allRoutes, walk } from './walk.ts'

const folder = mkdtempSync(join(tmpdir(), 'copse-pages-'))
const w = words('en')
let community: ChildProcess
let url: string

test.beforeAll(async () => {
  test.setTimeout(240_000)
  chmodSync(folder, 0o711)
  community = spawn(process.execPath, [join(import.meta.dirname, 'small-community.ts')], {
    env: { ...process.env, PORT: '0', COPSE_DATA: folder, DATABASE_URL: '', SITE_URL: '', SMTP_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  url = (await printed(community, /It lives: (?<url>\S+)/)).url!
})

test.afterAll(async () => {
  await stop(community)
  rmSync(folder, { recursive: true, force: true })
})

/** Links that are only asked whether they answer: so many at a time. */
const atOnce = 8

/** Nobody signed in, and named people of the example. */
const people = {
  visitor: null,
  member: 'kagiso.molefe@example.org',
  coordinator: 'nomsa.dlamini@example.org',
  administrator: 'sello.mokgadi@example.org',
}

/**
 * No link of the example leads there, but a letter, a code, or the hour of a meeting. The story or a test of the doors comes
 * by: of what letters lead to, `tests/doors/letters.test.ts`; of panels, briefs and loop-backs by letter, only their rooms are
 * tested.
 */
const byOtherWays = [
  '/set-up',
  '/sign-in/code',
  '/sign-in/password',
  '/sign-out',
  '/account/welcome',
  '/[community]/invitation/[token]',
  '/[community]/join',
  '/[community]/events/[id]/attendance',
  '/[community]/events/[id]/attendance/report',
  '/[community]/events/[id]/brief',
  '/[community]/events/[id]/certificate',
  '/[community]/events/[id]/excuse',
  '/[community]/events/[id]/guest/[token]',
  '/[community]/events/[id]/live',
  '/[community]/events/[id]/live/groups',
  '/[community]/events/[id]/live/notes',
  '/[community]/events/[id]/live/wall',
  '/[community]/events/[id]/parked',
  '/[community]/events/[id]/place/[token]',
  '/[community]/events/[id]/pulse',
  '/[community]/events/[id]/replies',
  '/[community]/stewardship/mail/received/[mail]',
  '/in/action/[token]',
  '/in/brief/[event]/[token]',
  '/in/loop-back/[token]/[[used]]',
  '/in/panel/[event]/[token]',
  '/in/poll/[poll]/[token]',
  '/in/pulse/[token]/[[first]]',
  '/in/stop/[kind]/[token]',
  '/live',
  '/live/[code]',
  '/verify/[[code]]',
]

test('every page that anybody can reach is there, in order, as narrow as a phone, and open to everybody', async ({
  browser,
}) => {
  test.setTimeout(600_000)
  const faults: string[] = []
  const opened = new Set<string>()
  const looked = new Set<string>()
  for (const [who, email] of Object.entries(people)) {
    const context = await browser.newContext()
    const page = await context.newPage()
    const told = (path: string, found: string[]) => faults.push(...found.map((fault) => `${path} (${who}): ${fault}`))
    if (email) await signIn(page, email)
    const passed = await walk(page, `${url}/thuto`, async ({ path, route, kind }, status) => {
      opened.add(route)
      if (status !== 200) return void told(path, [`answers ${status}`])
      told(path, [...(await order(page)), ...(await width(page))])
      // What is built of the same as somebody else's page is not looked at again.
      const built = `${kind} ${await partsOf(page)}`
      if (!looked.has(built)) told(path, await barriers(page))
      looked.add(built)
    })
    // Documents are made anew each time; the story takes them away.
    const links = passed.filter((link) => !/\/download\//.test(link))
    while (links.length > 0)
      await Promise.all(
        links.splice(0, atOnce).map(async (link) => {
          const status = (await page.request.get(link)).status()
          if (status !== 200) told(link, [`answers ${status}`])
        }),
      )
    await context.close()
  }
  expect(faults).toEqual([])
  expect(allRoutes.filter((route) => !opened.has(route) && !byOtherWays.includes(route))).toEqual([])
})

test('pages are walked through by the keyboard alone, and where one stands is always seen', async ({ page }) => {
  await signIn(page, people.coordinator)
  for (const path of ['/thuto/home', '/thuto/events', '/thuto/stewardship/people', '/design']) {
    await page.goto(url + path)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: w('ui.skip') })
    await expect(skip).toBeFocused()
    expect((await skip.boundingBox())!.height).toBeGreaterThan(20)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
    for (const _ of Array(40).keys()) {
      await page.keyboard.press('Tab')
      if ((await page.locator('main :focus').count()) === 0) break
      expect(await focusSeen(page)).toBe('seen')
    }
  }
})

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await fill(page, { email })
  await press(page, w('people.sign-in.password'))
  await fill(page, { password: 'a copse grows back' })
  await press(page, w('people.password.enter'))
  await expect(page).not.toHaveURL(/sign-in/)
}
