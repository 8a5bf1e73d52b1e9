export { openSite, setupCode, isSetUp } from './site.ts'
export { readSessionCookie } from './cookie.ts'
