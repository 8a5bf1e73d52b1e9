import { render } from 'svelte/server'
import { describe, expect, it } from 'vitest'
import Asked from '#tests/support/furniture/Asked.svelte'
import { all, elements, only } from '#tests/support/furniture/html.ts'

const plain = render(Asked, {
  props: { values: { placed: 'inside', 'gaps[]': ['quality'], zone: 'Africa/Johannesburg', secret: 'hush' } },
}).body
const failed = render(Asked, {
  props: {
    problems: {
      fte: 'We need a share between 0 and 2.',
      gaps: 'Choose at least one.',
      '': 'Somebody else changed this.',
    },
    values: { fte: '2 days', about: 'a < b & "c"', 'fte-unknown': 'yes' },
  },
}).body

describe('a form', () => {
  it('posts, and can be sent twice without harm', () => {
    const [form] = all(plain, 'form')
    expect(form?.attributes).toMatchObject({ method: 'post', action: '?/ask' })
    expect(only(plain, 'name', '_once').attributes).toMatchObject({ type: 'hidden', value: 'a1' })
  })
  it('labels every control', () => {
    const ids = new Set(
      elements(plain)
        .map((element) => element.attributes.id)
        .filter(Boolean),
    )
    const pointed = all(plain, 'label')
      .map((label) => label.attributes.for)
      .filter(Boolean)
    expect(pointed).toHaveLength(5)
    for (const id of pointed) expect(ids).toContain(id)
  })
  it('never gives two controls the same id, even in two forms', () => {
    const ids = elements(plain).flatMap((element) => element.attributes.id ?? [])
    expect(new Set(ids).size).toBe(ids.length)
  })
  it('ties help to its field', () => {
    const described = all(plain, 'input').find((input) => input.attributes.name === 'fte')?.attributes[
      'aria-describedby'
    ]
    expect(only(plain, 'id', described!).text).toBe('A share of a full post.')
  })
  it('shows what is stored: choices, lists and selects', () => {
    const checked = all(plain, 'input')
      .filter((input) => 'checked' in input.attributes)
      .map((input) => input.attributes.value)
    expect(checked).toEqual(['inside', 'quality'])
    expect(
      all(plain, 'option')
        .filter((option) => 'selected' in option.attributes)
        .map((option) => option.text),
    ).toEqual(['Johannesburg'])
  })
  it('never gives a password back', () => expect(plain).not.toContain('hush'))
  it('says what may be left empty', () => {
    expect(all(plain, 'label').find((label) => label.text.startsWith('What is it for?'))?.text).toBe(
      'What is it for? if you like',
    )
  })
  it('says nothing of problems when there are none', () => {
    expect(plain).not.toMatch(/role="alert"|aria-invalid|class="problem"/)
  })
})

describe('a form that failed', () => {
  it('opens with a summary that leads to each field', () => {
    const alert = only(failed, 'role', 'alert')
    expect(alert.text).toContain('Somebody else changed this.')
    expect(alert.text).toContain('What you typed is kept')
    const links = all(failed, 'a').map((link) => link.attributes.href!.slice(1))
    expect(links).toHaveLength(2)
    const byId = (id: string) => elements(failed).find((element) => element.attributes.id === id)
    expect(links.map((id) => byId(id)?.attributes.name ?? byId(id))).toEqual(['fte', 'gaps[]'])
  })
  it('puts the problem beside the field and ties it to the control', () => {
    const control = all(failed, 'input').find((input) => input.attributes.value === '2 days')!
    expect(control.attributes['aria-invalid']).toBe('true')
    const said = control.attributes['aria-describedby']!.split(' ').map((id) => only(failed, 'id', id).text)
    expect(said).toEqual(['A share of a full post.', 'We need a share between 0 and 2.'])
  })
  it('finds the problem of a list under its plain name', () => {
    const group = all(failed, 'fieldset').find((set) => set.text.startsWith('Which gaps?'))!
    expect(group.text).toContain('Choose at least one.')
    expect(group.attributes['aria-describedby']!.split(' ').map((id) => only(failed, 'id', id).text)).toContain(
      'Choose at least one.',
    )
  })
  it('shows a problem with one entry of a list at the field of the list, and leads there', () => {
    const { body } = render(Asked, { props: { problems: { 'about.0': 'Too long.' } } })
    const sentence = all(body, 'p').find((element) => element.text === 'Too long.')!
    expect(all(body, 'a')[0]?.attributes.href).toBe(`#${sentence.attributes.id}`)
    expect(all(body, 'textarea')[0]?.attributes['aria-describedby']).toBe(sentence.attributes.id)
  })
  it('keeps what was typed, as it was typed', () => {
    expect(all(failed, 'textarea')[0]?.text).toBe('a < b & "c"')
    const unknown = all(failed, 'input').find((input) => input.attributes.name === 'fte-unknown')!
    expect('checked' in unknown.attributes).toBe(true)
    expect(only(failed, 'id', unknown.attributes['aria-describedby']!).text).toBe('Then we assume 0.2.')
  })
})
