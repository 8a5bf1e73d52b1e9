import { render } from 'svelte/server'
import { describe, expect, it } from 'vitest'
import { words } from '#i18n/index.ts'
import Titled from '#tests/support/furniture/Titled.svelte'
import { all, elements, only } from '#tests/support/furniture/html.ts'
import Agenda, { longestOf } from './Agenda.svelte'
import Chip from './Chip.svelte'
import Indicator from './Indicator.svelte'
import Pager from './Pager.svelte'
import Person from './Person.svelte'
import Rings from './Rings.svelte'
import Table from './Table.svelte'
import When from './When.svelte'
import YearStrip from './YearStrip.svelte'

const w = words('en')

describe('a page', () => {
  const { head, body } = render(Titled, { props: { flash: { tone: 'good', text: 'Your answer is kept.' } } })
  it('is titled by its headline and the community', () => {
    expect(head.match(/<title>/g)).toHaveLength(1)
    expect(head).toContain('<title>What is next · Thuto M&amp;E</title>')
  })
  it('begins with a way past the masthead', () => {
    expect(elements(body)[0]?.attributes.href).toBe('#main')
    expect(only(body, 'id', 'main').name).toBe('main')
  })
  it('says where the reader is, in words that a screen reader knows', () => {
    expect(only(body, 'aria-current', 'page').text).toBe('Events')
    expect(all(body, 'h1')).toHaveLength(1)
  })
  it('says once what has just happened', () => expect(only(body, 'role', 'status').text).toBe('Your answer is kept.'))
  it('offers each language in that language', () => expect(only(body, 'hreflang', 'fr').attributes.lang).toBe('fr'))
  it('carries no script', () => expect(head + body).not.toContain('<script'))
})

describe('a table', () => {
  const rows = [
    { name: 'Lerato', meetings: 5 },
    { name: 'Sipho', meetings: 0 },
  ]
  const columns = [
    { key: 'name', label: 'Member', sort: { href: '?sort=name', now: 'ascending' } },
    { key: 'meetings', label: 'Meetings', align: 'end' },
  ] as const
  const { body } = render(Table<(typeof rows)[number]>, {
    props: { w, caption: 'Attendance', columns, rows, phone: 'stand', away: [{ label: 'CSV', href: '/a.csv' }] },
  })
  it('has a caption, headed columns and named rows', () => {
    expect(all(body, 'caption')[0]?.text).toBe('Attendance')
    expect(all(body, 'th').map((cell) => cell.attributes.scope)).toEqual(['col', 'col', 'row', 'row'])
  })
  it('shows a zero as a zero', () => expect(all(body, 'td').map((cell) => cell.text)).toEqual(['5', '0']))
  it('says how it is sorted and sorts by a link', () => {
    expect(all(body, 'th')[0]?.attributes['aria-sort']).toBe('ascending')
    expect(all(body, 'a')[0]?.attributes.href).toBe('?sort=name')
  })
  it('stays a table for a screen reader when its rows stand apart on a phone', () => {
    expect(all(body, 'table')[0]?.attributes.role).toBe('table')
    expect(all(body, 'td')[0]?.attributes).toMatchObject({ role: 'cell', 'data-label': 'Meetings' })
  })
  it('can be taken away', () => expect(only(body, 'href', '/a.csv').attributes).toHaveProperty('download'))
})

describe('the rings', () => {
  const counts = { core: 12, active: 20, occasional: 28, peripheral: 40, dormant: 20 }
  const { body } = render(Rings, { props: { w, seed: 'thuto', counts } })
  it('say the same five numbers in the picture, the table and the sentence', () => {
    expect(only(body, 'role', 'img').attributes['aria-label']).toContain(
      '12 Core, 20 Active, 28 Occasional, 40 Peripheral, 20 Dormant',
    )
    expect(all(body, 'td').map((cell) => Number(cell.text))).toEqual(Object.values(counts))
    expect(all(body, 'figcaption')[0]?.text).toBe(
      '60 of our 120 members came or gave something in the last 90 days; 40 read along; 20 are quiet.',
    )
  })
  it('speak of one member, and of none, as one would', () => {
    const nobody = { core: 0, active: 0, occasional: 0, peripheral: 0, dormant: 0 }
    const said = (some: Partial<typeof counts>, language = w) =>
      all(render(Rings, { props: { w: language, seed: 'x', counts: { ...nobody, ...some } } }).body, 'figcaption')[0]
        ?.text
    expect(said({ core: 1 })).toBe('Our only member came or gave something in the last 90 days.')
    expect(said({ dormant: 1 })).toBe('Our only member has not come or given anything in the last 90 days.')
    expect(said({})).toMatch(/^The rings grow here/)
    expect(said({ peripheral: 2 }, words('fr'))).toMatch(/^Aucun de nos 2 membres/)
  })
})

describe('times on a page', () => {
  const moment = {
    w,
    start: '2026-03-12T11:00:00Z',
    zone: 'Africa/Nairobi',
    organiser: 'Africa/Johannesburg',
    now: '2026-03-01T00:00:00Z',
  }
  it('can be read by a program too', () => {
    expect(all(render(When, { props: moment }).body, 'time')[0]?.attributes.datetime).toBe('2026-03-12T11:00:00Z')
  })
  it('fit in a line', () => {
    const { body } = render(When, { props: { ...moment, inline: true } })
    expect(elements(`<p>${body}</p>`)[0]?.text).toBe(
      'Thu 12 March, 14:00 your time (Nairobi) · 13:00 organiser (Johannesburg)',
    )
  })
})

describe('an agenda', () => {
  const segments = [
    { start: '14:00', minutes: 5, title: 'Welcome', together: false },
    { start: '14:05', minutes: 55, title: 'Clinic', together: true },
  ]
  const { body } = render(Agenda, { props: { w, segments } })
  it('is as tall as its minutes', () => {
    expect(all(body, 'li').map((item) => item.attributes.style)).toEqual(['--m: 5;', '--m: 55;'])
  })
  it('says in words what the bars show', () =>
    expect(all(body, 'li').map((item) => /together/i.test(item.text))).toEqual([false, true]))
  const long = [
    { ...segments[0]!, minutes: 120 },
    { ...segments[1]!, minutes: 240 },
  ]
  const drawn = (props: { longest?: number | undefined }) =>
    all(render(Agenda, { props: { w, segments: long, ...props } }).body, 'li').map((item) => item.attributes.style)
  it('draws a whole day smaller, in the same proportions', () =>
    expect(drawn({})).toEqual(['--m: 26.7;', '--m: 53.3;']))
  it('draws several days to one scale', () => {
    const longest = longestOf([long, [{ minutes: 720 }]])
    expect(drawn({ longest })).toEqual(['--m: 20;', '--m: 40;'])
    expect(longestOf([long])).toBeUndefined()
  })
})

describe('small pieces', () => {
  it('say a state in a word', () =>
    expect(elements(render(Chip, { props: { state: 'off', label: 'Off target' } }).body)[0]?.text).toBe('Off target'))
  it('show no pager where there is one page', () => expect(elements(render(Pager, { props: { w } }).body)).toEqual([]))
  it('set the next page apart for a crawler', () => {
    expect(only(render(Pager, { props: { w, next: '?after=1' } }).body, 'rel', 'next').attributes.href).toBe('?after=1')
  })
  it('keep a name that looks like markup a name', () => {
    expect(elements(render(Person, { props: { name: '<b>Bo</b>' } }).body)[1]?.text).toBe('<b>Bo</b>')
  })
  it('count the events of a month aloud', () => {
    const { body } = render(YearStrip, {
      props: { w, caption: '2026', start: '2026-01', rows: [{ name: 'Clinics', counts: [2, 0, 5] }] },
    })
    expect(
      all(body, 'td')
        .slice(0, 3)
        .map((cell) => cell.text),
    ).toEqual(['●●2', '', '5'])
  })
  it('name an indicator’s line and open how it is counted', () => {
    const { body } = render(Indicator, {
      props: {
        w,
        finding: 'Half came',
        name: 'active members',
        values: [31, null, 50],
        figure: '50 %',
        counted: { text: 'Members with a fact.', numerator: '60', denominator: '120' },
      },
    })
    expect(only(body, 'role', 'img').attributes['aria-label']).toBe('active members: from 31 to 50')
    expect(all(body, 'dd').map((line) => line.text)).toEqual(['60', '120'])
  })
})
