// @ts-check
/** A panel is swapped while somebody types in it: what is theirs is put back. */

/** Remembers what is typed, chosen, opened and in focus in a panel; gives what puts it back. @param {HTMLElement} panel */
export function keep(panel) {
  const fields = [...panel.querySelectorAll('input, textarea, select')].filter(typable)
  const values = fields.map(
    (field) => /** @type {const} */ ([pathOf(field), field.value, 'checked' in field && field.checked]),
  )
  const open = [...panel.querySelectorAll('details[open][id]')].map(({ id }) => id)
  const active = panel.contains(document.activeElement) ? document.activeElement : null
  const focus = active && pathOf(active)
  const caret =
    active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type === 'text')
      ? active.selectionStart
      : null
  return () => {
    for (const [path, value, checked] of values) {
      const field = find(panel, path)
      if (!typable(field)) continue
      if (field instanceof HTMLInputElement && /radio|checkbox/.test(field.type)) field.checked = Boolean(checked)
      else field.value = value
    }
    for (const id of open) panel.querySelector(`#${CSS.escape(id)}`)?.setAttribute('open', '')
    const again = focus && find(panel, focus)
    if (again instanceof HTMLElement) {
      again.focus({ preventScroll: true })
      if (caret !== null && 'setSelectionRange' in again)
        /** @type {HTMLInputElement} */ (again).setSelectionRange(caret, caret)
    }
  }
}

/** @param {unknown} field @returns {field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
function typable(field) {
  return (
    (field instanceof HTMLInputElement && !/hidden|submit|button/.test(field.type)) ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
  )
}

/** What a control is in its panel, whichever HTML it stands in: its form, its name, its value. @param {Element} element */
function pathOf(element) {
  const form = element.closest('form')
  const hidden = form
    ? [...form.querySelectorAll('input[type=hidden]:not([name^=_])')].map(
        (field) => /** @type {HTMLInputElement} */ (field).value,
      )
    : []
  const chosen = element instanceof HTMLInputElement && /radio|checkbox/.test(element.type) ? element.value : ''
  return [
    form?.getAttribute('action') ?? '',
    ...hidden,
    element.getAttribute('name') ?? '',
    chosen,
    element.tagName,
  ].join('\n')
}

/** @param {HTMLElement} panel @param {string} path */
function find(panel, path) {
  return [...panel.querySelectorAll('input, textarea, select, button, summary, a')].find(
    (element) => pathOf(element) === path,
  )
}
