/** Text made safe to stand in HTML, between tags or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[c]!)
}

/** The most of an HTML text that is read. */
const longest = 500_000

/** What an HTML text says without its marks; quotations are marked as in a plain mail. */
export function textOfHtml(html: string): string {
  let text = html.slice(0, longest).replace(/<(style|script|head|title)\b[\s\S]*?<\/\1>/gi, '')
  // From the innermost outwards.
  for (let before = ''; before !== text;) {
    before = text
    text = text.replace(
      /<blockquote\b[^>]*>((?:(?!<blockquote\b)[\s\S])*?)<\/blockquote>/gi,
      (_, inner: string) => `<br>${withoutTags(inner).replace(/^/gm, '&gt; ').replaceAll('\n', '<br>')}<br>`,
    )
  }
  return unescaped(withoutTags(text))
}

function withoutTags(html: string): string {
  return html
    .replace(/\s*\n\s*/g, ' ')
    .replace(/<(br|\/p|\/div|\/li|\/tr|\/h\d)\b[^>]*>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .trim()
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,6}));/gi, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
    if (code !== null) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    return entities[String(name).toLowerCase()] ?? whole
  })
}
