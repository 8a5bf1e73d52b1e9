/** What a mail says, as plain blocks: the text is written first, the HTML follows from it. */
import type { Words } from '#i18n/index.ts'
import { escapeHtml } from '../text/html.ts'

export type LetterBlock =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  /** One thing to do, as a link that stands alone on its line. */
  | { kind: 'link'; label: string; url: string }
  /** Several answers to one question, each a link. */
  | { kind: 'choices'; choices: { label: string; url: string }[] }
  /** A code to type. */
  | { kind: 'code'; code: string }

export interface Letter {
  subject: string
  blocks: LetterBlock[]
  /** Why the reader gets this; every mail says so. */
  why: string
  /** The working one-step way out, where the mail is not one that somebody just asked for. */
  stopUrl?: string
}

/** The two bodies of a mail, in the reader's language. */
export function bodies(letter: Letter, w: Words): { text: string; html: string } {
  return { text: asText(letter, w), html: asHtml(letter, w) }
}

function asText(letter: Letter, w: Words): string {
  const body = letter.blocks.map((block) => {
    if (block.kind === 'text') return block.text
    if (block.kind === 'list') return block.items.map((item) => `- ${item}`).join('\n')
    if (block.kind === 'link') return linkText(block, w)
    if (block.kind === 'choices') return block.choices.map((choice) => linkText(choice, w)).join('\n')
    return `    ${block.code}`
  })
  const foot = [
    letter.why,
    ...(letter.stopUrl ? [w('porch.pair', { term: w('mail.stop'), text: letter.stopUrl })] : []),
  ]
  return `${body.join('\n\n')}\n\n-- \n${foot.join('\n')}\n`
}

function linkText({ label, url }: { label: string; url: string }, w: Words): string {
  return `${w('porch.pair', { term: label, text: '' }).trimEnd()}\n${url}`
}

function asHtml(letter: Letter, w: Words): string {
  const body = letter.blocks.map((block) => {
    if (block.kind === 'text') return `<p>${escapeHtml(block.text).replaceAll('\n', '<br>')}</p>`
    if (block.kind === 'list') return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`
    if (block.kind === 'link') {
      const url = escapeHtml(block.url)
      return `<p><a href="${url}" style="font-weight:600;color:#1c5c2f">${escapeHtml(block.label)}</a><br><small style="color:#3e4d44">${url}</small></p>`
    }
    if (block.kind === 'choices') {
      const style =
        'display:inline-block;margin:0 8px 8px 0;padding:10px 14px;border:1px solid #1c5c2f;border-radius:6px;color:#1c5c2f;font-weight:600;text-decoration:none'
      return `<p>${block.choices.map(({ label, url }) => `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a>`).join('\n')}</p>`
    }
    return `<p style="font:400 28px/1.2 Georgia,serif;letter-spacing:.08em">${escapeHtml(block.code)}</p>`
  })
  const stop = letter.stopUrl
    ? `<br><a href="${escapeHtml(letter.stopUrl)}" style="color:#3e4d44">${escapeHtml(w('mail.stop'))}</a>`
    : ''
  return `<!doctype html><html lang="${w.locale}" dir="${w.dir}"><meta charset="utf-8"><title>${escapeHtml(letter.subject)}</title>
<body style="margin:0;background:#f9f6ef;color:#14231b;font:17px/1.55 Georgia,serif"><div style="max-width:36rem;margin:0 auto;padding:24px 20px">
${body.join('\n')}
<hr style="border:0;border-top:1px solid #d5d0c1;margin:28px 0 12px"><p style="font:14px/1.45 sans-serif;color:#3e4d44">${escapeHtml(letter.why)}${stop}</p>
</div></body></html>`
}
