import type { Ctx } from '#server/ctx.ts'
import type { Words } from '#i18n/index.ts'
import type { Flash } from '#web/flash.ts'

declare global {
  namespace App {
    interface Locals {
      /** Who came, to which community, in which language: handed to every verb and query. */
      ctx: Ctx
      w: Words
      flash: Flash | null
    }
    interface Error {
      message: string
      code?: string
      /** To quote when asking for help about something unexpected. */
      reference?: string
    }
  }
}
