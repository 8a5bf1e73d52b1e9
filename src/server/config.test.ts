import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('with no setting at all, Copse answers on http://localhost:3000 and keeps mail', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    siteUrl: 'http://localhost:3000',
    siteUrlGiven: false,
    databaseUrl: undefined,
    smtpUrl: undefined,
    mailFrom: 'Copse <copse@localhost>',
    runsJobs: true,
  })
  expect(config.dataFolder).toMatch(/^\//)
})

test('the port is part of the default address, and an empty setting counts as none', () => {
  expect(readConfig({ PORT: '8080', SITE_URL: ' ' }).siteUrl).toBe('http://localhost:8080')
})

test('a slash at the end of the public address does not matter', () => {
  const config = readConfig({ SITE_URL: 'https://copse.example.org/' })
  expect(config.siteUrl).toBe('https://copse.example.org')
  expect(config.mailFrom).toBe('Copse <copse@copse.example.org>')
})

test('an outside database may be given with a password, over a socket or with options', () => {
  for (const url of [
    'postgres://u:p%40ss@db.example.org/copse',
    'postgresql:///copse?user=copse&host=%2Frun%2Fpostgresql',
    'postgresql://u@h:5433/d?sslmode=require',
  ]) {
    expect(readConfig({ DATABASE_URL: url, COPSE_DATA: '/srv/a b' })).toMatchObject({
      databaseUrl: url,
      dataFolder: '/srv/a b',
    })
  }
})

test('every wrong setting is named at once, with what was found and what is allowed', () => {
  const wrong = {
    PORT: '80000',
    SITE_URL: 'copse.example.org/forum',
    DATABASE_URL: 'mysql://root:hush@localhost/copse',
    SMTP_URL: 'mail.example.org:587',
    MAIL_FROM: 'somebody',
    MAIL_IN_URL: 'imaps://mail.example.org',
    MAIL_IN_DOMAIN: 'in example',
    COPSE_JOBS: 'maybe',
  }
  let message = ''
  try {
    readConfig(wrong)
  } catch (error) {
    message = (error as Error).message
  }
  expect(message.split('\n')).toEqual([
    'PORT must be a whole number from 1 to 65535 (or 0 for any that is free). It is "80000".',
    'SITE_URL must be the public address with nothing after the name, such as https://copse.example.org. It is "copse.example.org/forum".',
    'DATABASE_URL must look like postgresql://user:password@host:5432/database.',
    'SMTP_URL must look like smtps://user:password@mail.example.org (or smtp://…).',
    'MAIL_FROM must look like Copse <copse@example.org>. It is "somebody".',
    'MAIL_IN_URL must look like smtp://0.0.0.0:2525, lmtp://127.0.0.1:2424 or imaps://user:password@mail.example.org/INBOX.',
    'MAIL_IN_DOMAIN must be the domain that leads mail here, such as in.example.org, or a mailbox, such as copse@example.org. It is "in example".',
    'COPSE_JOBS must be on or off. It is "maybe".',
  ])
})

test('mail comes in where both the way and the addresses are told', () => {
  expect(readConfig({ MAIL_IN_URL: 'smtp://127.0.0.1:2525', MAIL_IN_DOMAIN: 'In.Example.org' }).mailIn).toEqual({
    way: 'smtp',
    host: '127.0.0.1',
    port: 2525,
    domain: 'in.example.org',
    mailbox: undefined,
  })
  expect(() => readConfig({ MAIL_IN_URL: 'smtp://127.0.0.1:2525' })).toThrow('MAIL_IN_DOMAIN must say')
  expect(() => readConfig({ MAIL_IN_DOMAIN: 'copse@example.org' })).toThrow('MAIL_IN_URL must say')
})
