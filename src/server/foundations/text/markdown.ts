/**
 * Markdown that people write as HTML that is safe on a page (CommonMark). HTML in it stays text, pictures are left out
 * (they would tell another server who reads), and links lead to web and mail addresses only.
 */
import MarkdownIt from 'markdown-it'

const reader = new MarkdownIt({ html: false, linkify: true, breaks: false }).disable('image')
reader.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim())
// The page has its own first heading.
reader.core.ruler.push('headings-below-the-page', ({ tokens }) => {
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`
})
const asUsual = reader.renderer.renderToken.bind(reader.renderer)
reader.renderer.rules.link_open = (tokens, i, options) => {
  tokens[i]!.attrSet('rel', 'noopener nofollow external')
  return asUsual(tokens, i, options)
}

/** Safe HTML of a Markdown text. */
export function htmlOf(markdown: string): string {
  return reader.render(markdown)
}
