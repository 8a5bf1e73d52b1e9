import { shell } from '#web/shell.ts'
import { staysHere } from '#web/stays-here.ts'

export const load = (event) => staysHere(shell(event))
