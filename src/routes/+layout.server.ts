import { shell } from '#web/shell.ts'

export const load = (event) => shell(event)
