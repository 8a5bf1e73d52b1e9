/** One story, told as new people live it: from an empty installation to the first meeting that counts. */
import { expect, test, type Page } from '@playwright/test'
import { words, type Words } from '#i18n/index.ts'
import { answersFrom } from './answers.ts'
import { faultsOf } from './eyes.ts'
import { beginningOf, fill, follow, press, refused, told } from './hands.ts'
import { newInstallation, type Installation } from './installation.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

test.describe.configure({ mode: 'serial' })

const nomsa = { name: 'Nomsa Dlamini', email: 'nomsa.dlamini@example.org', password: 'a copse grows back' }
const amina = { name: 'Amina Otieno', email: 'amina.otieno@example.org' }
const kagiso = { name: 'Kagiso Molefe', email: 'kagiso.molefe@example.org' }
const community = 'Lekgotla la M&E'
const meeting = 'May we still report reading gains?'

let house: Installation
let post: PostOffice
let w: Words
/** Three browsers: the administrator who coordinates, a guest by invitation, a visitor. */
let steward: Page
let guest: Page
let visitor: Page

test.beforeAll(async ({ browser }, { project }) => {
  test.setTimeout(240_000)
  w = words(project.use.locale!)
  const own = async () => (await browser.newContext()).newPage()
  ;[house, post, steward, guest, visitor] = await Promise.all([
    newInstallation(),
    openPostOffice(),
    own(),
    own(),
    own(),
  ])
})

test.afterAll(async () => {
  for (const page of [steward, guest, visitor]) await page?.context().close()
  await house?.stop()
  await post?.close()
})

test('the first visit leads to setting up, and the printed code makes the administrator', async () => {
  await steward.goto(house.url)
  await expect(steward).toHaveURL(/\/set-up$/)
  await isForEverybody(steward)
  await fill(steward, {
    code: house.code,
    name: nomsa.name,
    email: nomsa.email,
    password: nomsa.password,
    zone: 'Africa/Johannesburg',
  })
  await press(steward, w('people.set-up.go'))
  await told(steward, w('people.set-up.done'))
})

test('a wrong answer of the design studio is named and kept', async () => {
  await follow(steward, w('shell.site.design'))
  await press(steward, w('studio.front.blank'))
  await fill(steward, { 'community.name': community, 'scope.members': 'about sixty' })
  await press(steward, w('studio.step.go'))
  await refused(steward, 'scope.members', {
    kept: 'about sixty',
    why: w('context.errors.not-number', { found: 'about sixty' }),
  })
  await expect(steward.locator('[name="community.name"]')).toHaveValue(community)
})

test('six steps make a design, and what nobody knows yet is assumed and said', async () => {
  const steps = Object.entries(answersFrom(w.locale))
  for (const [step, answers] of steps) {
    await expect(steward).toHaveURL(new RegExp(`/${step}(\\?|$)`))
    await fill(steward, answers)
    await press(steward, w(step === 'budget' ? 'studio.step.finish' : 'studio.step.go'))
  }
  await expect(steward.getByRole('heading', { level: 1 })).toContainText(community)
})

test('a decision says why, and is decided otherwise with a reason', async () => {
  await steward.locator('main a[href$="/calendar"]').first().click()
  const why = steward.locator('details.why', { has: steward.locator('a[href$="of=cadence.peer-clinic"]') })
  await expect(why.locator('p').first()).toBeHidden()
  await why.locator('summary').click()
  await expect(why.locator('p').first()).toBeVisible()
  await why.getByRole('link', { name: w('studio.document.change') }).click()
  const reason = 'The board of the trust asked for this.'
  await fill(steward, { value: 'monthly', reason })
  await press(steward, w('studio.decision.save'))
  await told(steward, w('studio.decision.saved'))
  await expect(steward.getByRole('main')).toContainText(reason)
})

test('a version is kept, and the design goes away as Word and as PDF', async () => {
  await steward.getByRole('link', { name: w('studio.ways.document'), exact: true }).click()
  await fill(steward, { note: 'For the board.' })
  await press(steward, w('studio.document.versionKeep'))
  await told(steward, w('studio.document.versionKept', { version: 1 }))
  expect(await beginningOf(steward, w('studio.document.formats.docx'))).toBe('PK\u0003\u0004')
  expect(await beginningOf(steward, w('studio.document.formats.pdf'))).toBe('%PDF')
})

test('the launch shows its plan, refuses an address of the house, and brings the community to life', async () => {
  await follow(steward, w('studio.document.launch'))
  await expect(steward.getByRole('heading', { name: w('launch.plan', { version: 1 }) })).toBeVisible()
  await expect(steward.getByRole('main')).toContainText(w('launch.shelves.circle'))
  await fill(steward, { slug: 'design' })
  await press(steward, w('launch.launch', { name: community }))
  await refused(steward, 'slug', { kept: 'design', why: w('launch.errors.slug-reserved') })
  await fill(steward, { slug: 'lekgotla' })
  await press(steward, w('launch.launch', { name: community }))
  await expect(steward).toHaveURL(`${house.url}/lekgotla/stewardship`)
})

test('another community cannot have the same address', async () => {
  await steward.goto(`${house.url}/design`)
  await steward.locator('button[name=example]').first().click()
  await follow(steward, w('studio.document.launch'))
  await press(steward, w('launch.keep'))
  await fill(steward, { slug: 'lekgotla' })
  await steward.locator('#now button').click()
  await refused(steward, 'slug', { kept: 'lekgotla', why: w('launch.errors.slug-taken') })
})

test('one person is invited, and a list with broken lines is read before anybody is', async () => {
  await steward.goto(`${house.url}/lekgotla/stewardship`)
  await steward.getByRole('link', { name: w('stewardship.rooms.people'), exact: true }).click()
  const [one, many] = [steward.locator('form[action="?/invite"]'), steward.locator('form[action="?/preview"]')]
  await one.locator('[name=email]').fill(amina.email)
  await one.locator('[name=circle]').selectOption('hub')
  await press(steward, w('stewardship.people.send'))
  await told(steward, w('stewardship.people.invited', { email: amina.email }))
  await many
    .locator('[name=list]')
    .fill(
      ['sipho@example.org; Sipho Ndlovu', 'not an address', `${amina.email}, Amina`, 'sipho@example.org'].join('\n'),
    )
  await press(steward, w('stewardship.people.preview'))
  await expect(steward.getByRole('heading', { name: w('stewardship.people.wouldInvite', { n: 1 }) })).toBeVisible()
  await expect(steward.locator('#preview')).toContainText(w('stewardship.people.problems.email'))
  await expect(steward.locator('#preview')).toContainText(w('stewardship.people.outcomes.twice'))
  await expect(steward.getByRole('heading', { name: w('stewardship.people.open', { n: 1 }) })).toBeVisible()
})

test('the invitation stands under Mail, and its link gives a stranger the place', async () => {
  await steward.getByRole('link', { name: w('stewardship.rooms.mail'), exact: true }).click()
  await follow(steward, w('communities.letters.invitation.subject', { inviter: nomsa.name, community }))
  const link = /http:\S+\/invitation\/\S+/.exec(await steward.getByRole('main').innerText())![0]
  await guest.goto(link)
  await expect(guest.getByRole('heading', { level: 1 })).toHaveText(w('communities.invitation.title', { community }))
  await isForEverybody(guest)
  await fill(guest, { name: amina.name })
  await press(guest, w('communities.invitation.accept'))
  await told(guest, w('communities.invitation.done'))
  await expect(guest).toHaveURL(`${house.url}/lekgotla/home`)
})

test('first steps stand on Home, and telling about oneself ticks one of them', async () => {
  const step = guest.locator('main .needs a[href$="/people/me"]')
  await step.click()
  await fill(guest, {
    job_title: 'M&E officer',
    organisation: 'Elimu Trust',
    country: 'KE',
    expertise: 'sampling, tracer studies',
  })
  await press(guest, w('communities.profile.save'))
  await told(guest, w('communities.profile.done'))
  await expect(async () => {
    await guest.goto(`${house.url}/lekgotla/home`)
    await expect(guest.getByRole('heading', { level: 1 })).toContainText(amina.name.split(' ')[0]!)
    expect(await step.count()).toBe(0)
  }).toPass()
})

test('a meeting is planned by hand for this very hour, and waits for the newcomer’s yes on Home', async () => {
  const start = soon()
  await steward.goto(`${house.url}/lekgotla/events/new`)
  await steward.getByRole('main').getByRole('listitem').getByRole('link').first().click()
  await fill(steward, {
    title: meeting,
    date: start.toPlainDate().toString(),
    time: start.toPlainTime().toString({ smallestUnit: 'minute' }),
    minutes: '60',
  })
  await press(steward, w('events.form.plan'))
  await told(steward, w('events.form.planned'))
  await guest.goto(`${house.url}/lekgotla/home`)
  await guest
    .getByRole('form', { name: meeting })
    .getByRole('button', { name: w('home.yes') })
    .click()
  await told(guest, w('events.answer.done.yes'))
  await expect(guest).toHaveURL(steward.url())
  await expect(guest.locator('[name=answer][value=yes]')).toBeChecked()
})

test('with a mail server, a visitor joins the open circle through the front door by a code', async () => {
  await house.restart({ SMTP_URL: post.url })
  await visitor.goto(`${house.url}/lekgotla`)
  await follow(visitor, w('communities.front.join'))
  await fill(visitor, { email: kagiso.email })
  await press(visitor, w('people.sign-in.code'))
  await isForEverybody(visitor)
  const letter = await post.letterTo(kagiso.email)
  await fill(visitor, { code: /\b\d{3}\s\d{3}\b/.exec(letter.text!)![0] })
  await press(visitor, w('people.code.enter'))
  await isForEverybody(visitor)
  await fill(visitor, { name: kagiso.name })
  await press(visitor, w('people.welcome.go'))
  await isForEverybody(visitor)
  await fill(visitor, { circle: 'wider' })
  await press(visitor, w('communities.join.send'))
  await told(visitor, w('communities.join.done'))
})

test('the facilitator marks who was there and closes the meeting once it has begun', async () => {
  const page = steward.url()
  const folded = steward.getByRole('main').locator('summary', { hasText: w('events.page.manage') })
  if (await folded.isVisible()) await folded.click()
  await follow(steward, w('events.page.attendance'))
  await isForEverybody(steward)
  await steward.getByRole('checkbox', { name: amina.name }).check()
  await press(steward, w('events.attendance.save'))
  await told(steward, w('events.attendance.saved', { present: 1 }))
  const close = steward.getByRole('button', { name: w('events.attendance.closeButton') })
  await expect(async () => {
    await steward.reload()
    expect(await close.isEnabled()).toBe(true)
  }).toPass({ intervals: [1000] })
  await close.click()
  await expect(steward).toHaveURL(`${page}/close`)
  await told(steward, w('events.attendance.closed'))
  await isForEverybody(steward)
})

test('one screen more publishes what it left', async () => {
  await fill(steward, { summary: 'Learners who move lose a term.' })
  await press(steward, w('record.closing.publishHeld'))
  await told(steward, w('record.closing.done'))
  await expect(steward.getByRole('main')).toContainText('Learners who move lose a term.')
  await isForEverybody(steward)
  await steward.goto(steward.url().replace(/\/record$/, ''))
})

test('who was there sees it, and the indicator counts it', async () => {
  await guest.reload()
  await expect(guest.getByRole('main')).toContainText(w('events.answer.attended'))
  await isForEverybody(guest)
  await guest.goto(`${house.url}/lekgotla/learning/ind-par-03`)
  await expect(guest.getByRole('row', { name: new RegExp(`${meeting.replace('?', '\\?')}.*\\D1\\D+1$`) })).toBeVisible()
})

test('who signs out comes in again with the password', async () => {
  await steward.goto(`${house.url}/sign-out`)
  await isForEverybody(steward)
  await press(steward, w('people.out.button'))
  await told(steward, w('people.out.done'))
  await steward.goto(`${house.url}/sign-in`)
  await fill(steward, { email: nomsa.email })
  await press(steward, w('people.sign-in.password'))
  await isForEverybody(steward)
  await fill(steward, { password: nomsa.password })
  await press(steward, w('people.password.enter'))
  await expect(steward.locator('a[href="/account"]')).toContainText(nomsa.name)
})

/** The page that is open has no fault that a program can see; that program needs JavaScript. */
async function isForEverybody(page: Page): Promise<void> {
  if (test.info().project.use.javaScriptEnabled === false) return
  const size = page.viewportSize()!
  expect(await faultsOf(page)).toEqual([])
  await page.setViewportSize(size)
}

/** A full minute that is near, but far enough for somebody to answer before. */
function soon(): Temporal.ZonedDateTime {
  return Temporal.Now.zonedDateTimeISO('Africa/Johannesburg')
    .add({ seconds: 25 })
    .round({ smallestUnit: 'minute', roundingMode: 'ceil' })
}
