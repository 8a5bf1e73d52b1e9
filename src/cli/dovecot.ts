/** The mailbox server of the tests: the distribution's Dovecot, installed where this machine lets us. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const path = '/usr/sbin/dovecot'

/** Whether Dovecot is there, after what can be done about it without asking anybody for a password. */
export function ensureDovecot(): boolean {
  if (existsSync(path)) return true
  const may = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (!existsSync('/usr/bin/apt-get')) return false
  console.log('The tests of fetched mail need Dovecot: installing the distribution’s dovecot-imapd …')
  // In runlevel 1 nothing starts that is merely installed: the tests run their own.
  const set = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
  for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'dovecot-imapd']]) {
    const [program, ...args] = [...may, ...set, 'apt-get', '-qq', ...words]
    spawnSync(program!, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return existsSync(path)
}
