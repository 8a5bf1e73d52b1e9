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
  const beside = at?.row.dataset.part
  if (!at || !part || !beside) return
  const fields = { moved: part, [at.side]: beside }
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
 * The part beside which the held one would lie; none where it lies there already.
 * @param {HTMLElement} row @param {number} y
 * @returns {{ row: HTMLElement, side: 'before' | 'after' } | null}
 */
function placeAt(row, y) {
  const others = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('li[data-part]')])
  const over = others.find((other) => y < other.getBoundingClientRect().bottom) ?? others.at(-1)
  if (!over || over === row) return null
  const { top, height } = over.getBoundingClientRect()
  return { row: over, side: y < top + height / 2 ? 'before' : 'after' }
}
