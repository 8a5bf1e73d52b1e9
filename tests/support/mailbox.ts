/** A mailbox on a real IMAP server (Dovecot 2.3) of the test's own, on a port of its own. */
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import type { Fetching } from '#server/foundations/mail-in/settings.ts'

export interface Mailbox extends AsyncDisposable {
  at: Fetching
  /** Lays a mail into it, as the server that took it in would. */
  bring(raw: Buffer): Promise<void>
  /** Whether each mail in it was marked as read, in the order in which they came. */
  read(): Promise<boolean[]>
  /** Ends the server, as a crash would. */
  end(): Promise<void>
}

const dovecot = '/usr/sbin/dovecot'
const user = 'copse@example.org'
const password = 'p:ss-w%rd'

export async function mailbox(): Promise<Mailbox> {
  if (!existsSync(dovecot)) throw new Error('Dovecot is not installed: ./copse test installs it')
  const folder = mkdtempSync(join(tmpdir(), 'copse-mailbox-'))
  chmodSync(folder, 0o755)
  const port = await freePort()
  const config = join(folder, 'dovecot.conf')
  writeFileSync(config, settings(folder, port))
  const server = spawn(dovecot, ['-F', '-c', config], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => void server.once('exit', () => resolve()))
  const at: Fetching = { way: 'imap', host: '127.0.0.1', port, secure: false, user, password, folder: 'INBOX' }
  const end = async () => {
    server.kill('SIGTERM')
    await ended
  }
  await answering(at, () => readFileSync(join(folder, 'log'), 'utf8')).catch(async (error: unknown) => {
    await end()
    throw error
  })
  return {
    at,
    end,
    bring: (raw) => withClient(at, async (client) => void (await client.append(at.folder, raw))),
    read: () =>
      withClient(at, async (client) => {
        await client.mailboxOpen(at.folder)
        const mails = await client.fetchAll('1:*', { flags: true })
        return mails.map(({ flags }) => flags!.has('\\Seen'))
      }),
    async [Symbol.asyncDispose]() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Everything runs as whoever runs the tests; root, as which Dovecot keeps no mail, gives way to a service account. */
function settings(folder: string, port: number): string {
  const me = userInfo()
  const owner = me.uid === 0 ? { uid: 65534, gid: 65534 } : me
  const ownRights =
    me.uid === 0
      ? ''
      : `default_internal_user = ${me.username}
default_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}
default_login_user = ${me.username}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}`
  mkdirSync(join(folder, 'home'), { mode: 0o777 })
  chmodSync(join(folder, 'home'), 0o777)
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
first_valid_uid = 1
mail_location = maildir:${folder}/home/mail
passdb {
  driver = static
  args = password=${password.replaceAll('%', '%%')}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/home
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
${ownRights}
`
}

async function withClient<T>(at: Fetching, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { host, port, secure, user, password: pass } = at
  const client = new ImapFlow({ host, port, secure, auth: { user, pass }, logger: false, disableAutoIdle: true })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.logout()
  }
}

/** Waits until the server lets somebody in; a server that never does is told with its log. */
async function answering(at: Fetching, log: () => string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await withClient(at, async () => undefined)
    } catch (error) {
      if (tries === 50 || (error as { code?: string }).code !== 'ECONNREFUSED')
        throw new Error(`Dovecot does not answer: ${log()}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
