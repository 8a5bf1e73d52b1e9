/** docs/permissions.md: who may do what, from the declarations. */
import { callables } from '#server/callables.ts'
import { allPermissions } from '#server/permissions/index.ts'

/** The document as text. */
export async function permissionsText(): Promise<string> {
  const rooms = Map.groupBy([...callables.values()], (each) => each.called.split('.')[0]!)
  const permissions = allPermissions().toSorted((a, b) => a.name.localeCompare(b.name))
  return [
    '# Who may do what',
    '',
    'Made by `./copse docs` from the declarations in `src/server/permissions/` and from the verbs and queries; do not edit by hand.',
    '',
    '## Permissions',
    '',
    '| permission | the rule |',
    '|---|---|',
    ...permissions.map(({ name, says }) => `| \`${name}\` | ${says} |`),
    ...[...rooms.entries()]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .flatMap(([room, calls]) => [
        '',
        `## ${room}`,
        '',
        '| call | kind | what it does | who may |',
        '|---|---|---|---|',
        ...calls
          .toSorted((a, b) => a.called.localeCompare(b.called))
          .map(
            (each) =>
              `| \`${each.called}\` | ${each.is}${each.api === false ? ', not in the API' : ''} | ${each.does} | ${each.who} |`,
          ),
      ]),
    '',
  ].join('\n')
}
