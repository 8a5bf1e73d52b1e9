// @ts-check
/**
 * Parts of an agenda moved by the hand: a part is taken by its handle, and where it is let go a form is sent, as the buttons
 * beside it do. Without it the buttons and the form do the same.
 */

const list = /** @type {HTMLOListElement} */ (document.querySelector('ol[data-parts]'))
const form = /** @type {HTMLFormElement} */ (list.closest('form'))
/** Near an edge of the window, in pixels, the page moves along. */
const edge = 60

/** @type {{ row: HTMLElement, at: { row: HTMLElement, side: 'before' | 'after' } | null } | null} */
let held = null

for (const handle of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll('[data-handle]'))) {
  handle.hidden = false
  handle.addEventListener('pointerdown', take)
  handle.addEventListener('pointermove', move)
  handle.addEventListener('pointerup', letGo)
  handle.addEventListener('pointercancel', putBack)
}
addEventListener('keydown', ({ key }) => key === 'Escape' && putBack())

/** @param {PointerEvent} event */
function take(event) {
  if (event.button !== 0) return
  const handle = /** @type {HTMLElement} */ (event.currentTarget)
  handle.setPointerCapture(event.pointerId)
  held = { row: /** @type {HTMLElement} */ (handle.closest('li')), at: null }
  held.row.dataset.held = ''
  event.preventDefault()
}

/** @param {PointerEvent} event */
function move({ clientY }) {
  if (!held) return
  if (clientY < edge) scrollBy(0, -edge / 4)
  if (clientY > innerHeight - edge) scrollBy(0, edge / 4)
  unmark()
  held.at = placeAt(held.row, clientY)
  if (held.at) held.at.row.dataset.drop = held.at.side
}

function letGo() {
  if (!held) return
  const { row, at } = held
  putBack()
  const part = row.dataset.part
  if (!at || !part || at.row === row) return
  const fields = { moved: part, [at.side]: at.row.dataset.part ?? '' }
  for (const [name, value] of Object.entries(fields)) {
    const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value })
    form.append(field)
  }
  form.requestSubmit()
}

function putBack() {
  if (!held) return
  delete held.row.dataset.held
  held = null
  unmark()
}

function unmark() {
  for (const row of list.querySelectorAll('[data-drop]')) row.removeAttribute('data-drop')
}

/**
 * The part beside which the held one would lie; none where it lies there already. Above the middle of a day's headline the day
 * before it is meant, below it that day.
 * @param {HTMLElement} row @param {number} y
 * @returns {{ row: HTMLElement, side: 'before' | 'after' } | null}
 */
function placeAt(row, y) {
  const lines = /** @type {HTMLElement[]} */ ([...list.children])
  const under = lines.find((line) => y < line.getBoundingClientRect().bottom)
  const { top = 0, height = 0 } = under?.getBoundingClientRect() ?? {}
  const above = !under || y >= top + height / 2
  const at = under ? lines.indexOf(under) : lines.length - 1
  if (under === row) return null
  if (!under || under.dataset.part) return beside(lines[at], above ? 'after' : 'before')
  return above ? beside(lines[at + 1], 'before') : beside(lines[at - 1], 'after')
}

/** @param {HTMLElement | undefined} row @param {'before' | 'after'} side */
function beside(row, side) {
  return row?.dataset.part ? { row, side } : null
}
