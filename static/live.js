// @ts-check
/**
 * Keeps a page of the live room as it is now. The server sends finished HTML for each panel that changed; this swaps it in,
 * counts the clock down, and sends forms without leaving the page, which works without it by forms and reloading.
 */
import { keep } from './live-keep.js'

const root = /** @type {HTMLElement} */ (document.querySelector('[data-live]'))
const lang = document.documentElement.lang
const { locale } = root.dataset
const status = root.querySelector('[data-status]')
/** By how much the clock of this device is behind the server's, in milliseconds. */
const behind = Date.parse(root.dataset.now ?? '') - Date.now()
const marks = new Set((root.dataset.marks ?? '').split(' ').filter(Boolean))
let stamps = root.dataset.stamps ?? ''

/* ---- panels ---- */

/** @param {Record<string, string>} panels */
function show(panels) {
  for (const [name, html] of Object.entries(panels)) {
    const panel = root.querySelector(`[data-panel="${name}"]`)
    if (panel instanceof HTMLElement) swap(panel, html)
  }
}

/** @param {HTMLElement} panel @param {string} html */
function swap(panel, html) {
  const told = panel.querySelector('[data-say]')?.getAttribute('data-say')
  const kept = keep(panel)
  panel.innerHTML = html
  settle(panel)
  kept()
  const tells = panel.querySelector('[data-say]')?.getAttribute('data-say')
  if (tells && tells !== told) say(tells)
}

/* ---- what only this reader knows: their marks, their clock ---- */

/** @param {ParentNode} part */
function settle(part) {
  for (const element of /** @type {NodeListOf<HTMLElement>} */ (part.querySelectorAll('[data-if], [data-unless]'))) {
    const { if: wanted, unless = '' } = element.dataset
    element.hidden = wanted === undefined ? marks.has(unless) : !marks.has(wanted)
  }
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    numberingSystem: 'latn',
    timeZone: root.dataset.zone,
  })
  for (const time of part.querySelectorAll('time[data-clock]'))
    time.textContent = clock.format(new Date(time.getAttribute('datetime') ?? 0))
  const day = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    numberingSystem: 'latn',
    timeZone: root.dataset.zone,
  })
  for (const time of part.querySelectorAll('time[data-moment]')) {
    const at = new Date(time.getAttribute('datetime') ?? 0)
    time.textContent = `${dayOf(day.format(at))}, ${clock.format(at)}`
  }
  for (const told of part.querySelectorAll('[data-times]')) told.textContent = root.dataset.times ?? ''
  tick(part)
}

/** As the pages say it: `Thu 1 December`, « jeu. 1er décembre ». @param {string} said */
function dayOf(said) {
  const day = said.replace(/^(\p{L}+), (?=\d)/u, '$1 ')
  return locale?.startsWith('fr') ? day.replace(/(?<!\d)1(?= \p{L})/u, '1er') : day
}

/** Minutes left, minutes late, and the line that fills. @param {ParentNode} part */
function tick(part) {
  const now = Date.now() + behind
  for (const element of part.querySelectorAll('[data-until]')) {
    const { until = '', ...words } = /** @type {HTMLElement} */ (element).dataset
    const left = Date.parse(until) - now
    const minutes = left >= 0 ? Math.floor(left / 60_000) : Math.ceil(-left / 60_000)
    element.classList.toggle('late', left < 0)
    put(element, minutes, words, left < 0 ? 'over' : 'left')
  }
  for (const element of part.querySelectorAll('[data-drift]')) {
    const { drift = '', planned = '', ...words } = /** @type {HTMLElement} */ (element).dataset
    const late = Math.round((Math.max(Date.parse(drift), now) - Date.parse(planned)) / 60_000)
    element.classList.toggle('late', late > 0)
    put(element, Math.abs(late), words, late < 0 ? 'ahead' : 'drift')
  }
  for (const element of part.querySelectorAll('progress[data-from]')) {
    const bar = /** @type {HTMLProgressElement} */ (element)
    bar.value = Math.max(0, (now - Date.parse(bar.dataset.from ?? '')) / 60_000)
  }
}

const plural = new Intl.PluralRules(lang)

/** Fills a number into the words for it: `leftOne`, `leftOther`, `leftZero`. @param {Element} element @param {number} n @param {Record<string, string | undefined>} words @param {string} kind */
function put(element, n, words, kind) {
  const form = n === 0 && words[`${kind}Zero`] ? 'Zero' : plural.select(n) === 'one' ? 'One' : 'Other'
  const text = (words[kind + form] ?? words[`${kind}Other`] ?? '').replace('#', String(n))
  const [number, label] = element.children
  if (!number || !label) set(element, text)
  else {
    set(number, String(n))
    set(label, text)
  }
}

/** @param {Element} element @param {string} text */
function set(element, text) {
  if (element.textContent !== text) element.textContent = text
}

/** @param {string} text */
function say(text) {
  if (status) status.textContent = text
}

/* ---- the line ---- */

/** @type {EventSource | undefined} */
let line
let heard = Date.now()
let tries = 0

function connect() {
  line?.close()
  const address = `${root.dataset.stream}?view=${root.dataset.view}&have=${encodeURIComponent(stamps)}`
  line = new EventSource(address)
  line.onopen = () => alive(true)
  line.addEventListener('panels', (event) => {
    stamps = event.lastEventId || stamps
    show(JSON.parse(event.data))
    alive(true)
  })
  line.addEventListener('beat', () => alive(true))
  line.onerror = () => {
    alive(false)
    // The browser tries again by itself, unless it was told not to.
    if (line?.readyState === EventSource.CLOSED) later()
  }
}

/** @param {boolean} on */
function alive(on) {
  if (on) {
    heard = Date.now()
    tries = 0
  }
  root.dataset.link = on ? 'on' : 'off'
}

/** Without a line the page is fetched from time to time. */
function later() {
  line?.close()
  setTimeout(
    async () => {
      await refresh()
      connect()
    },
    Math.min(60_000, 3_000 * 2 ** tries++) * (0.5 + Math.random()),
  )
}

/** The page as it is now, its panels swapped in. */
async function refresh() {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector('[data-live]')
    if (!(fresh instanceof HTMLElement)) return
    stamps = fresh.dataset.stamps ?? stamps
    mark((fresh.dataset.marks ?? '').split(' ').filter(Boolean), [...marks])
    for (const panel of fresh.querySelectorAll('[data-panel]'))
      show({ [panel.getAttribute('data-panel') ?? '']: panel.innerHTML })
  } catch {
    // No network: what is shown stays, and it is tried again.
  }
}

/** @param {string[]} more @param {string[]} fewer */
function mark(more, fewer) {
  for (const each of fewer) marks.delete(each)
  for (const each of more) marks.add(each)
  settle(root)
}

/* ---- forms ---- */

root.addEventListener('submit', async (event) => {
  const form = event.target
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || form.dataset.plain !== undefined) return
  event.preventDefault()
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  const submitter = /** @type {SubmitEvent} */ (event).submitter
  try {
    const answer = await fetch(submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '', {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(/** @type {any} */ (new FormData(form, submitter))),
    })
    const told = await answer.json()
    if (!answer.ok) wrong(form, Object.values(told.problems ?? { '': told.message ?? '' }).join(' '))
    else done(form, told)
  } catch {
    wrong(form, root.dataset.lost ?? '')
  }
  form.ariaBusy = 'false'
})

/** @param {HTMLFormElement} form @param {{ said: string, to: string, marks?: string[], unmarks?: string[], regroup?: boolean, whole?: boolean }} told */
function done(form, told) {
  if (told.whole) {
    location.assign(told.to)
    return
  }
  form.querySelector('[data-problem]')?.remove()
  if (form.dataset.clear !== undefined) form.reset()
  mark(told.marks ?? [], told.unmarks ?? [])
  say(told.said)
  const note = root.querySelector('[data-said]')
  if (note) note.textContent = told.said
  if (told.regroup) connect()
  if (root.dataset.link !== 'on') void refresh()
}

/** @param {HTMLFormElement} form @param {string} text */
function wrong(form, text) {
  const problem = form.querySelector('[data-problem]') ?? document.createElement('p')
  problem.className = 'problem'
  problem.setAttribute('data-problem', '')
  problem.setAttribute('role', 'alert')
  problem.textContent = text
  form.prepend(problem)
}

/* ---- begin ---- */

root.dataset.script = 'on'
settle(root)
setInterval(() => tick(root), 1000)
if (root.dataset.stream) {
  connect()
  // A line may be dead without anybody having said so.
  setInterval(() => {
    if (Date.now() - heard < 50_000) return
    alive(false)
    heard = Date.now()
    connect()
  }, 5_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && line?.readyState === EventSource.CLOSED) connect()
  })
}
