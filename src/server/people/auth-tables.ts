/** Which of our tables and columns are what better-auth calls user, session, account and verification. */
import type { KyselyPlugin } from 'kysely'

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

export const authTables = {
  user: { modelName: 'person', fields: { emailVerified: 'email_verified', ...stamps } },
  session: {
    modelName: 'session',
    fields: {
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...stamps,
    },
  },
  account: {
    modelName: 'credential',
    fields: {
      userId: 'person_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: { modelName: 'verification', fields: { expiresAt: 'expires_at', ...stamps } },
} as const

/** better-auth reckons with `Date`; our moments are instants. */
export const momentsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
}

function withDates(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Temporal.Instant ? new Date(value.epochMilliseconds) : value,
    ]),
  )
}
