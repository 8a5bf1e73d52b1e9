/** What a person does with a page: fills it in, presses, reads what it answers. */
import { expect, type Page } from '@playwright/test'

/** What is put into a form, by the names of its fields: a text, a choice, several choices. */
export type Filled = Record<string, string | readonly string[]>

/** Fills in boxes, selects, circles and ticks, each by its name. A list of things has `[]` at the end of its name. */
export async function fill(page: Page, filled: Filled): Promise<void> {
  for (const [name, value] of Object.entries(filled)) {
    const box = page.locator(`main [name="${name}"]:not([type=hidden])`)
    const kind = await box.first().evaluate((element) => (element as HTMLInputElement).type)
    if (kind === 'radio' || kind === 'checkbox')
      for (const each of [value].flat()) await box.and(page.locator(`[value="${each}"]`)).check()
    else if (kind === 'select-one') await box.selectOption(String(value))
    else await box.fill(String(value))
  }
}

/** Presses the button of that name in the page's main part. */
export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('button', { name, exact: true }).click()

/** Follows the link of that name in the page's main part. */
export const follow = (page: Page, name: string): Promise<void> =>
  page.getByRole('main').getByRole('link', { name, exact: true }).first().click()

/** The sentence that the page says after something was done. */
export const told = (page: Page, sentence: string): Promise<void> =>
  expect(page.getByRole('status')).toHaveText(sentence)

/** The field is marked as wrong, still holds what was typed, and says why beside itself. */
export async function refused(page: Page, name: string, { kept, why }: { kept: string; why: string }): Promise<void> {
  const box = page.locator(`main [name="${name}"]`)
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await expect(box).toHaveValue(kept)
  await expect(box).toHaveAccessibleDescription(new RegExp(why.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
}

/** The beginning of the file that a link gives, as letters. */
export async function beginningOf(page: Page, link: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), follow(page, link)])
  const parts = await (await download.createReadStream()).toArray()
  return Buffer.concat(parts).subarray(0, 4).toString('latin1')
}
