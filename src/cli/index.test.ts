import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataFolder } from '#tests/support/folders.ts'

const checkout = join(import.meta.dirname, '../..')

test('without a command, or with one that does not exist, the commands are shown', () => {
  expect(copse([])).toMatchObject({ code: 0, out: expect.stringMatching(/start .*\n.*demo/) })
  expect(copse(['strat'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^There is no command "strat"\.[^]*start/),
  })
  expect(copse(['constructor']).code).toBe(2)
})

test('it finds its own folder through symbolic links, from anywhere, with spaces in between', () => {
  const folder = join(dataFolder(), 'some where')
  mkdirSync(folder)
  symlinkSync(join(checkout, 'copse'), join(folder, 'one'))
  symlinkSync('one', join(folder, 'my copse'))
  const { status, stdout } = spawnSync('./my copse', ['help'], { cwd: folder, encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, expect.stringContaining('./copse COMMAND')])
})

test('wrong settings and wrong arguments are sentences and exit code 2', () => {
  const { code, err } = copse(['migrate'], { PORT: 'many', SMTP_URL: 'x' })
  expect([code, err.trim().split('\n')]).toEqual([
    2,
    [expect.stringMatching(/^PORT must/), expect.stringMatching(/^SMTP_URL must/)],
  ])
  for (const args of [['backup'], ['restore'], ['backup', 'a', 'b'], ['backup', '--what'], ['restore', 'none.copse']]) {
    const { code, err } = copse(args)
    expect([args, code]).toEqual([args, 2])
    expect(err).not.toMatch(/^\s+at /m)
  }
})

test('a whole life: made, backed up, examined, restored over what is there only when told to, elsewhere without asking', () => {
  const folder = dataFolder()
  const elsewhere = dataFolder()
  const file = join(folder, 'all of it.copse')
  const here = { COPSE_DATA: join(folder, 'data'), PORT: '4150' }
  expect(copse(['migrate'], here)).toMatchObject({ code: 0, out: expect.stringMatching(/up to date/) })
  mkdirSync(join(folder, 'data/files'), { recursive: true })
  writeFileSync(join(folder, 'data/files/note.txt'), 'from before')
  expect(copse(['backup', file], here)).toMatchObject({ code: 0, out: expect.stringMatching(/and 1 uploads/) })
  const doctor = copse(['doctor'], here)
  expect([doctor.code, doctor.out]).toEqual([0, expect.not.stringMatching(/^!!/m)])

  writeFileSync(join(folder, 'data/files/note.txt'), 'from after')
  expect(copse(['restore', file], here)).toMatchObject({ code: 2, err: expect.stringMatching(/add --yes/) })
  expect(readFileSync(join(folder, 'data/files/note.txt'), 'utf8')).toBe('from after')
  expect(copse(['restore', file, '--yes'], here)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Kept what is there now/),
  })
  expect(readFileSync(join(folder, 'data/files/note.txt'), 'utf8')).toBe('from before')

  expect(copse(['restore', file], { ...here, COPSE_DATA: elsewhere }).code).toBe(0)
  expect(readFileSync(join(elsewhere, 'files/note.txt'), 'utf8')).toBe('from before')
})

test('a port that another program has is said in a sentence, before anything is built or opened', async () => {
  const other = createServer().listen(4151, '127.0.0.1')
  await once(other, 'listening')
  for (const command of ['start', 'demo']) {
    const folder = join(dataFolder(), command)
    const { code, out, err } = copse([command], { COPSE_DATA: folder, PORT: '4151' })
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/^Port 4151 is taken: .* Choose another port: PORT=8080 \.\/copse start\.\n$/)
    expect(existsSync(folder)).toBe(false)
  }
  other.close()
})

test('doctor says what is wrong, all of it, and leaves with 1', () => {
  const { code, out } = copse(['doctor'], {
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:4198/none',
    SMTP_URL: 'smtp://127.0.0.1:4197',
  })
  expect(code).toBe(1)
  expect(out).toMatch(/^!! {2}The database cannot be reached: .*4198/m)
  expect(out).toMatch(/^!! {2}The mail server 127\.0\.0\.1:4197 does not take our mail/m)
})

function copse(args: string[], env: Record<string, string> = {}): { code: number | null; out: string; err: string } {
  const { PATH, HOME } = process.env
  const child = spawnSync(process.execPath, [join(checkout, 'src/cli/index.ts'), ...args], {
    env: { PATH, HOME, ...env } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  })
  return { code: child.status, out: child.stdout, err: child.stderr }
}
