import { expect, test } from 'vitest'
import { newPassword } from './passwords.ts'

const problem = (password: string) => newPassword.safeParse(password).error?.issues[0]?.message ?? null

test('a password of ten characters or more is good, with or without digits, in any script', () => {
  for (const good of [
    'sisal and two goats',
    'kioskwater',
    '        x y z',
    'ሰላም ለሁላችን ይሁን',
    'тысяча и одна ночь',
    'Zx9!Zx9!wq',
  ])
    expect(problem(good), good).toBeNull()
})

test('a short one is refused with how long it has to be', () => {
  expect(problem('Zx9!wq')).toBe('people.password-short')
})

test('one that everybody tries first is refused, however it is written', () => {
  for (const common of [
    '1234567890',
    'qwertyuiop',
    'Password123',
    'AZERTYUIOP',
    'motdepasse1',
    'MonitoringAndEvaluation',
    ' password123 ',
    'aaaaaaaaaaaa',
    'ababababab',
  ])
    expect(problem(common), common).toBe('people.password-common')
})
