/** The part of `content/README.md` that lists the decision paths, printed from the dictionary so that it is never old. */
import { perYears } from './formulas.ts'
import { allPaths, optionsOf, partOf, scales, type PathSpec } from './paths.ts'
import { partIds } from '../basics.ts'

/** The whole `content/README.md` as Markdown. */
export function contentReadme(): string {
  return `${[introduction, ...partIds.flatMap(section)].join('\n')}\n`
}

const introduction = `# Templates as data

What Copse knows of the field, as data: rules, decision paths, agendas, content types, indicators, surveys, words. One file per subject;
\`fr/\` holds the French texts of the same ids. \`schemas/\` holds published JSON Schemas, generated from the code that reads the files.

## Decision paths

What the rules settle. \`decide(context)\` gives a value at each path; \`decided.value(path)\`, \`decided.list(path)\` and \`decided.because(path)\`
read it. Printed from \`design-paths.json\`; do not edit below by hand.

- Every value is a code, a number, a boolean or a list of codes, the same in every language. \`say(locale, path, value)\` (room \`design/rules\`)
  gives the words; \`nameOfPath(locale, path)\` the name of the decision.
- A path where no rule spoke has no value: \`value()\` gives \`undefined\`, \`list()\` an empty list.
- **requirement**: mandatory, a checklist item; found in \`decided.requirements\`. **recommendation**: advice; found in
  \`decided.recommendations\`. \`value()\` reads requirements too (\`value('content.session-note-sla-days')\` is 5), never recommendations.
- **scale**: the values are ordered, least (or most open) first. **safety**: only ever tightened by rules; loosening it by hand needs a
  written reason.
- \`cadence.<format>\` exists for every event format that any rule speaks of; \`cadence.events\` lists those that run. A rhythm means at most
  so many events in twelve months: ${Object.entries(perYears)
    .filter(([, times]) => times > 0)
    .map(([rhythm, times]) => `${rhythm} ${times}`)
    .join(', ')} (\`perYear(rhythm)\`).
- Warnings have no path of their own: \`decided.warnings\` gives each with the part that it belongs to.

Scales: ${Object.entries(scales)
  .map(([name, values]) => `**${name}** ${values.join(' < ')}`)
  .join('; ')}.
`

const section = (part: (typeof partIds)[number]): string[] => [
  `### ${part}\n`,
  '| path | what it settles | values |',
  '|---|---|---|',
  ...allPaths.filter((spec) => partOf(spec.path) === part).map(row),
  '',
]

function row(spec: PathSpec): string {
  const marks = [
    spec.kind === 'requirement' || spec.kind === 'recommendation' ? `**${spec.kind}**` : '',
    spec.strict ? '**safety**' : '',
  ]
  const values = spec.scale
    ? `scale ${spec.scale}`
    : typeof spec.options === 'string'
      ? `list of ${spec.options}`
      : listed(spec)
  return `| \`${spec.path}\` | ${spec.meaning} | ${[...marks, values].filter(Boolean).join(' · ')} |`
}

function listed(spec: PathSpec): string {
  const options = optionsOf(spec)
  if (!options) return spec.unit ? `${spec.of ?? spec.kind}, ${spec.unit}` : (spec.of ?? spec.kind)
  const codes = options.map((option) => `\`${String(option)}\``).join(', ')
  return spec.kind === 'list' || spec.list ? `list of ${codes}` : codes
}
