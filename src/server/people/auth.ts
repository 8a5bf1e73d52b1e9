/**
 * better-auth, on the tables and in the transaction of the ctx at hand. It is called from here only, never over HTTP of
 * its own, and it is loaded when somebody first needs it: it is as large as the rest of the house.
 */
import { createHmac } from 'node:crypto'
import type { Ctx } from '../ctx.ts'
import { newId } from '../foundations/id.ts'
import { authTables, momentsAsDates } from './auth-tables.ts'
import { cookiePrefix, isSecure } from './cookie.ts'
import { codeMinutes, codeTries, longestPassword, sessionDays, shortestPassword } from './rules.ts'

/** better-auth for this ctx: cheap to make (2 ms), so that everything it does joins the transaction at hand. */
export async function authOf(ctx: Ctx) {
  const { betterAuth, emailOTP } = await library()
  const { secret, url } = ctx.site
  return betterAuth({
    ...authTables,
    appName: 'Copse',
    baseURL: url,
    // Named as a list of one, so that no variable of the environment can stand in for it.
    secrets: [{ version: 1, value: secret }],
    database: { db: ctx.db.withPlugin(momentsAsDates), type: 'postgres', transaction: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    user: { ...authTables.user, additionalFields: { locale: { type: 'string' }, zone: { type: 'string' } } },
    session: { ...authTables.session, expiresIn: sessionDays * 86_400 },
    emailAndPassword: { enabled: true, minPasswordLength: shortestPassword, maxPasswordLength: longestPassword },
    plugins: [
      emailOTP({
        expiresIn: codeMinutes * 60,
        allowedAttempts: codeTries,
        otpLength: 6,
        changeEmail: { enabled: true },
        // Six digits are soon tried through by whoever reads the table: not without our secret.
        storeOTP: { hash: async (code) => createHmac('sha256', secret).update(code).digest('base64url') },
        sendVerificationOTP: async () => {
          throw new Error('Our own letters carry the codes')
        },
      }),
    ],
    advanced: {
      cookiePrefix,
      useSecureCookies: isSecure(url),
      // No address of a machine is kept: the person is told the device, and nobody can be traced.
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId(ctx.now), validateSchema: false },
    },
  })
}

/** What the library refused, by its own code; anything else goes on. */
export async function refusalOf<T>(call: Promise<T>): Promise<{ done: T } | { refused: string }> {
  const { isAPIError } = await library()
  try {
    return { done: await call }
  } catch (error) {
    if (!isAPIError(error)) throw error
    return { refused: String(error.body?.code ?? error.status) }
  }
}

async function library() {
  const [{ betterAuth }, { emailOTP }, { isAPIError }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/email-otp'),
    import('better-auth/api'),
  ])
  return { betterAuth, emailOTP, isAPIError }
}
