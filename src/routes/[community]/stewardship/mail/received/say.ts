/** What became of a mail that came in, by look and in words. */
import type { Words } from '#i18n/index.ts'

export const look: Record<string, 'on' | 'off' | 'watch' | 'plain'> = {
  received: 'watch',
  done: 'on',
  ignored: 'plain',
  refused: 'off',
}

/** The words of `mail-in.unreadable` stand at `mail-in.errors.unreadable`. */
export function reasonOf(mail: { reason: string | null; params: Record<string, string | number> }, w: Words): string {
  const [room = '', ...rest] = (mail.reason ?? '').split('.')
  return w.maybe(`${room}.errors.${rest.join('.')}`, mail.params) ?? mail.reason ?? ''
}
