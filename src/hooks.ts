/** How values travel between server and browser: those of pages without script do not. */
import type { Transport } from '@sveltejs/kit/hooks'
import { isMarked } from '#web/stays-here.ts'

export const transport: Transport = {
  StaysHere: {
    encode: (value) => isMarked(value) && [],
    decode: () => {
      throw new Error('This page ships a script: its load must not use read() or staysHere().')
    },
  },
}
