import { expect, test } from 'vitest'
import { htmlOf } from './markdown.ts'

test('what people write is formatted, and nothing in it acts', () => {
  const html = htmlOf('# Two sides\n\n- **costs**\n- https://example.org/a\n\n[write](mailto:a@example.org)')
  expect(html).toContain('<h2>Two sides</h2>')
  expect(html).toContain('<strong>costs</strong>')
  expect(html).toContain('href="https://example.org/a" rel="noopener nofollow external"')
  expect(html).toContain('href="mailto:a@example.org"')
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,<script>)',
  '![x](https://example.org/who-reads.png)',
  '[x]: javascript:alert(1)\n\n[x]',
])('“%s” stays harmless', (text) => {
  const html = htmlOf(text)
  expect(html).not.toMatch(/<(script|img)|href="(javascript|data)/i)
})
