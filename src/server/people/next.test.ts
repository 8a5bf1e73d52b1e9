import { expect, test } from 'vitest'
import { communityIn, localPath, mayMakeAccount } from './next.ts'

test('people go on to a page of this site and nowhere else', () => {
  expect(localPath('/thuto/events?week=12')).toBe('/thuto/events?week=12')
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/.//evil.example',
    '/thuto/..//evil.example',
    'javascript:alert(1)',
    'thuto',
    '',
    undefined,
    ['/x'],
    `/${'x'.repeat(600)}`,
  ]) {
    expect(localPath(elsewhere)).toBe('/')
  }
})

test('signing in does not lead to signing in or out again', () => {
  for (const round of ['/sign-in', '/sign-in?next=/sign-in', '/sign-out', '/sign-in/code'])
    expect(localPath(round)).toBe('/')
})

test('an account is made on the way into a community and to keep a design, and nowhere else', () => {
  for (const way of [
    '/thuto/join',
    '/thuto/join?circle=mel-hub',
    '/thuto/invitation/abc',
    '/design',
    '/design/abc/keep',
  ])
    expect(mayMakeAccount(way)).toBe(true)
  for (const way of ['/', '/thuto', '/thuto/events', '/account', '/designs', '/x/y/join'])
    expect(mayMakeAccount(way)).toBe(false)
})

test('the community is the first word of the way', () => {
  expect(communityIn('/thuto/join')).toBe('thuto')
  expect(communityIn('/')).toBeUndefined()
})
