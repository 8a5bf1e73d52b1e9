/** A real mail server for a journey: letters arrive by SMTP and are read as a mail program reads them. */
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface PostOffice {
  /** What `SMTP_URL` is set to. */
  url: string
  /** The first letter to that address that has come or comes. */
  letterTo(address: string): Promise<Email>
  close(): Promise<void>
}

export async function openPostOffice(): Promise<PostOffice> {
  const letters: Email[] = []
  const waiting = new Set<() => void>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    async onData(stream, _, done) {
      letters.push(await PostalMime.parse(Buffer.concat(await stream.toArray())))
      for (const look of waiting) look()
      done()
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letterTo: (address) =>
      new Promise((resolve) => {
        const look = () => {
          const found = letters.find((letter) => letter.to?.some((to) => to.address === address))
          if (!found) return waiting.add(look)
          waiting.delete(look)
          resolve(found)
        }
        look()
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
