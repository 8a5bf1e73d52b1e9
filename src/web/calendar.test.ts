import { expect, test } from 'vitest'
import { calendarResponse } from './calendar.ts'

const ask = (tag?: string) =>
  new Request('http://copse.test/in/calendar/x.ics', tag ? { headers: { 'if-none-match': tag } } : {})

test('a calendar that has not changed is not sent again, also to a program that keeps a weak tag or several', async () => {
  const first = calendarResponse(ask(), 'BEGIN:VCALENDAR', { maxAge: 900 })
  const tag = first.headers.get('etag')!
  expect([first.status, await first.text(), first.headers.get('content-type')]).toEqual([
    200,
    'BEGIN:VCALENDAR',
    'text/calendar; charset=utf-8',
  ])
  for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
    const again = calendarResponse(ask(known), 'BEGIN:VCALENDAR', { maxAge: 900 })
    expect([again.status, await again.text()]).toEqual([304, ''])
  }
  expect(calendarResponse(ask(tag), 'BEGIN:VCALENDAR changed', { maxAge: 900 }).status).toBe(200)
})

test('a file to keep has a name, a feed has none', () => {
  expect(
    calendarResponse(ask(), 'x', { name: '2027-03-11-thuto.ics', maxAge: 0 }).headers.get('content-disposition'),
  ).toBe('attachment; filename="2027-03-11-thuto.ics"')
  expect(calendarResponse(ask(), 'x', { maxAge: 0 }).headers.has('content-disposition')).toBe(false)
})
