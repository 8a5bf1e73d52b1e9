/**
 * The command line: `./copse COMMAND`. Each command is a small file beside this one, loaded when it is asked for.
 */
import { Refusal } from '#server/foundations/refusal.ts'

type Command = () => Promise<{ run(args: string[]): Promise<number> }>

const commands: Record<string, [Command, string]> = {
  start: [() => import('./start.ts'), 'set up what is missing and serve on http://localhost:3000 (or SITE_URL)'],
  demo: [() => import('./demo.ts'), 'the same with an example community, on data of its own'],
  dev: [() => import('./dev.ts'), 'serve with hot reload, for working on Copse'],
  test: [() => import('./test.ts'), 'run every test'],
  check: [() => import('./check.ts'), 'run the fast part of the tests, in half a minute'],
  design: [() => import('./design.ts'), 'CONTEXT.yaml -o OUT.docx: compose a design, without a server'],
  backup: [() => import('./backup.ts'), 'FILE: write everything into one file, while the server runs'],
  restore: [() => import('./restore.ts'), 'FILE [--yes]: put a backup in the place of what is there'],
  doctor: [() => import('./doctor.ts'), 'look whether everything that Copse needs is in order'],
  bench: [() => import('./bench.ts'), 'measure speed, memory and weight'],
  docs: [() => import('./docs.ts'), 'write docs/permissions.md and docs/map.md from the code'],
  migrate: [() => import('./migrate.ts'), 'bring the database up to date without serving'],
}

// Whoever reads our output may stop reading (`| head`): that is no reason to leave work half done.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const [name = '', ...args] = process.argv.slice(2)
process.exitCode = await main()

async function main(): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) return help()
  try {
    const { run } = await command[0]()
    return await run(args)
  } catch (error) {
    if (!isRefusal(error)) throw error
    console.error(error.message)
    return error.exitCode
  }
}

function help(): number {
  const asked = ['', 'help', '--help', '-h'].includes(name)
  const say = asked ? console.log : console.error
  if (!asked) say(`There is no command "${name}".\n`)
  say('Copse: where communities of practice are designed, launched, run, learned from and kept alive.\n')
  say('  ./copse COMMAND\n')
  for (const [command, [, does]] of Object.entries(commands)) say(`  ${command.padEnd(9)}${does}`)
  say('\nSettings and operation: docs/administrators.md')
  return asked ? 0 : 2
}

/** What Node's own parser of arguments refuses is a sentence for the reader, too. */
function isRefusal(error: unknown): error is Refusal {
  // The built pages carry their own copy of the class.
  if (error instanceof Refusal || (error as Error)?.name === 'Refusal') return true
  if (!String((error as NodeJS.ErrnoException)?.code).startsWith('ERR_PARSE_ARGS')) return false
  return Boolean(Object.assign(error as Error, { exitCode: 2 }))
}
