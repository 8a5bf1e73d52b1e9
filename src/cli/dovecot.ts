/** The mailbox server of the tests: the distribution's Dovecot, installed where this machine lets us. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Refusal } from '#server/foundations/refusal.ts'

const path = '/usr/sbin/dovecot'

/** Sees that Dovecot is there. Throws Refusal with what to do where it cannot be had. */
export function ensureDovecot(): void {
  if (existsSync(path)) return
  console.log('The tests of received mail need Dovecot and none is installed.')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing the distribution’s dovecot-imapd …')
    // In runlevel 1 nothing starts that is merely installed: the tests run their own.
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'dovecot-imapd'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    })
  }
  if (!existsSync(path)) throw new Refusal('Dovecot could not be installed. Install it: apt install dovecot-imapd.')
}
