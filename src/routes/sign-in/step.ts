import { stepCookie } from '#web/visit.ts'

/** Who is signing in, and where they go on. */
export const signingIn = stepCookie<{ email: string; next: string }>('signing-in', '/sign-in')
