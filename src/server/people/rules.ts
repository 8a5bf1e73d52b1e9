/** The numbers of signing in, in one place. */

/** Days that a session lasts. It is not prolonged: whoever lost a device is safe after that. */
export const sessionDays = 90

/** Minutes that a code, or the link with it, is good. */
export const codeMinutes = 15

/** Wrong tries after which a code is spent. */
export const codeTries = 5

/** Minutes for which a sign-in counts as recent. */
export const recentMinutes = 30

/** Characters. */
export const shortestPassword = 10

/** scrypt of much longer ones would only cost time. */
export const longestPassword = 200
