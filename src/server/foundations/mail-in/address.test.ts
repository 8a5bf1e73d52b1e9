import { expect, test as pure } from 'vitest'
import fc from 'fast-check'
import { addressFor, meaningOf } from './address.ts'
import { broughtBy } from './fetch.ts'
import { readMailInUrl } from './settings.ts'
import { address, at, secret } from '#tests/support/mail-in.ts'

pure('an address says what it is for and about whom, in any case, and nobody can make one up', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.boolean(), (id, isMailbox) => {
      const domain = isMailbox ? { domain: 'example.org', mailbox: 'copse' } : at
      const made = addressFor(domain, secret, { purpose: 'rsvp', id })
      expect(made.split('@')[0]!.length).toBeLessThanOrEqual(64)
      expect(meaningOf(domain, secret, made.toUpperCase())).toEqual({ purpose: 'rsvp', id })
      expect(meaningOf(domain, 'another secret', made)).toBeNull()
      expect(meaningOf(domain, secret, made.replace('rsvp', 'post'))).toBeNull()
      expect(meaningOf(domain, secret, made.replace('@', 'a@'))).toBeNull()
    }),
  )
  for (const other of [
    'rsvp+@in.example.org',
    'rsvp+aaaa@in.example.org',
    'info@in.example.org',
    address.replace('in.', ''),
    '',
  ])
    expect(meaningOf(at, secret, other)).toBeNull()
})

pure('the settings say how mail comes in', () => {
  expect(readMailInUrl('smtp://0.0.0.0:2525')).toEqual({ way: 'smtp', host: '0.0.0.0', port: 2525 })
  expect(readMailInUrl('lmtp://[::1]')).toEqual({ way: 'lmtp', host: '::1', port: 2424 })
  expect(readMailInUrl('imaps://copse%40example.org:p%3Ass@mail.example.org')).toEqual({
    way: 'imap',
    host: 'mail.example.org',
    port: 993,
    secure: true,
    user: 'copse@example.org',
    password: 'p:ss',
    folder: 'INBOX',
  })
  for (const wrong of ['2525', 'http://a', 'imaps://mail.example.org/INBOX', 'smtp://user@host', 'smtp://host/INBOX'])
    expect(readMailInUrl(wrong)).toBeNull()
})

pure('in a mailbox the address is found among the headers', () => {
  const imap = { ...readMailInUrl('imap://copse:x@mail.example.org')!, domain: 'in.example.org' } as never
  const raw = (headers: string) => Buffer.from(`${headers}\r\n\r\nRCPT`)
  expect(
    broughtBy(
      imap,
      secret,
      raw(`Delivered-To: copse@example.org\r\nReturn-Path: <a@b.c>\r\nTo: "X, Y"\r\n <${address}>`),
    ),
  ).toMatchObject({
    recipients: [address],
    envelopeFrom: 'a@b.c',
  })
  expect(broughtBy(imap, secret, raw('To: info@example.org')).recipients).toEqual(['info@example.org'])
  expect(broughtBy(imap, secret, raw('Subject: x')).recipients).toEqual(['copse'])
})
