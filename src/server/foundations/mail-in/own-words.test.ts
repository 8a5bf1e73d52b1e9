import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textOfHtml } from '../text/html.ts'
import { ownWords } from './own-words.ts'

const letter = [
  '“How large is your sample?” (Ask the community)',
  '',
  'Kagiso Molefe:',
  'We have **300** schools.',
  '',
  'Read all of it, and answer:',
  'https://copse.test/thuto/discussion/1',
  '',
  '-- ',
  'You get this because you follow topics.',
  'Stop these mails: https://copse.test/in/stop/discussion/abcdef',
]
const marked = letter.map((line) => `> ${line}`).join('\n')
const plain = letter.join('\n')
const secrets = ['https://copse.test/in/', 'post+abc@in.example.org']

const heads: [string, string][] = [
  ['Gmail, English', 'On Thu, 12 Mar 2026 at 14:00, Thuto M&E <copse@example.org> wrote:\n\n'],
  ['Gmail, English, wrapped', 'On Thu, 12 Mar 2026 at 14:00, Thuto M&E by way of Copse\n<copse@example.org> wrote:\n'],
  ['Apple Mail', 'On 12 Mar 2026, at 14:00, Thuto M&E <copse@example.org> wrote:\n\n'],
  ['Thunderbird', 'On 12/03/2026 14:00, Thuto M&E wrote:\n'],
  ['Gmail, French', 'Le jeu. 12 mars 2026 à 14:00, Thuto M&E <copse@example.org> a écrit :\n\n'],
  ['Gmail, French, wrapped', 'Le jeu. 12 mars 2026 à 14:00, Thuto M&E\n<copse@example.org> a écrit\u00a0:\n'],
  ['Gmail, Spanish', 'El jue, 12 mar 2026 a las 14:00, Thuto M&E (<copse@example.org>) escribió:\n\n'],
  ['Gmail, Portuguese', 'Em qui., 12 de mar. de 2026 às 14:00, Thuto M&E <copse@example.org> escreveu:\n\n'],
  ['Gmail, German', 'Am Do., 12. März 2026 um 14:00 Uhr schrieb Thuto M&E <copse@example.org>:\n\n'],
  ['Gmail, Arabic', 'في الخميس، 12 مارس 2026 في 14:00 تمت كتابة ما يلي بواسطة Thuto M&E <copse@example.org>:\n\n'],
  ['nothing above the letter', ''],
]

test.each(heads)('%s: the letter below goes, the answer stays', (_, head) => {
  for (const answer of ['We take forty.', 'Two things:\n\n1. forty\n2. and ask the districts', 'Voilà.'])
    expect(ownWords(`${answer}\r\n\r\n${head}${marked}\r\n`, secrets)).toEqual({ text: answer, whole: false })
})

test.each([
  [
    'English',
    'From: Thuto M&E <copse@example.org>\nSent: Thursday, March 12, 2026 2:00 PM\nTo: Amina Otieno\nSubject: How large',
  ],
  [
    'French',
    'De : Thuto M&E <copse@example.org>\nEnvoyé : jeudi 12 mars 2026 14:00\nÀ : Amina Otieno\nObjet : How large',
  ],
  [
    'Spanish',
    'De: Thuto M&E <copse@example.org>\nEnviado el: jueves, 12 de marzo de 2026 14:00\nPara: Amina Otieno\nAsunto: How large',
  ],
  [
    'Portuguese',
    '*De:* Thuto M&E <copse@example.org>\n*Enviada em:* quinta-feira, 12 de março de 2026 14:00\n*Para:* Amina\n*Assunto:* How',
  ],
  [
    'Arabic',
    'من: Thuto M&E <copse@example.org>\nتاريخ: الخميس، 12 مارس 2026 14:00\nإلى: Amina Otieno\nالموضوع: How large',
  ],
])('Outlook in %s writes the heads of the letter above it', (_, head) => {
  for (const line of ['________________________________\n', '-----Original Message-----\n', ''])
    expect(ownWords(`1. forty\n2. more\n\nAmina\n\n${line}${head}\n\n${plain}`, secrets)).toEqual({
      text: '1. forty\n2. more\n\nAmina',
      whole: false,
    })
})

test('answers between the lines stay with the lines that they answer', () => {
  const between = `On Thu, 12 Mar 2026 at 14:00, Thuto <copse@example.org> wrote:\n> We have **300** schools.\n\nAre they rural?\n\n> Which districts?\n\nAll of them.\n\n> Read all of it, and answer:\n`
  const { text, whole } = ownWords(between, secrets)
  expect(whole).toBe(false)
  expect(text).toContain('> We have **300** schools.\n\nAre they rural?\n\n> Which districts?\n\nAll of them.')
  expect(text).not.toContain('Read all of it')
})

test('an answer that cannot be told apart from the letter stays with it, without the secrets of the letter', () => {
  const inside = `From: Thuto <copse@example.org>\nSent: Thursday\nTo: Amina\nSubject: How\n\n${plain.replace('We have', 'FORTY, I SAY. We have')}\npost+abc@in.example.org`
  const { text, whole } = ownWords(inside, secrets)
  expect(whole).toBe(true)
  expect(text).toContain('FORTY, I SAY.')
  expect(text).not.toMatch(/in\/stop|post\+abc/)
})

test('the letter alone says nothing', () => {
  for (const nothing of [
    '',
    '\n\n',
    marked,
    `On Thu, 12 Mar 2026 at 14:00, Thuto <copse@example.org> wrote:\n\n${marked}`,
  ])
    expect(ownWords(nothing, secrets)).toEqual({ text: '', whole: false })
})

test('what a telephone adds goes, and a signature below its sign; numbered lists and dashes stay', () => {
  expect(ownWords('Forty.\n\nSent from my iPhone', secrets).text).toBe('Forty.')
  expect(ownWords('Quarante.\n\nEnvoyé de mon iPhone\n', secrets).text).toBe('Quarante.')
  expect(ownWords('Forty.\n-- \nAmina Otieno\nElimu Trust', secrets).text).toBe('Forty.')
  expect(ownWords('- one\n- two\n---\n* three', secrets).text).toBe('- one\n- two\n---\n* three')
  expect(ownWords('On Monday we wrote:\nforty', secrets).text).toBe('On Monday we wrote:\nforty')
  expect(ownWords('From: the field\nit is forty', secrets).text).toBe('From: the field\nit is forty')
})

test('whatever is answered above a marked letter comes out as it was written', () => {
  const word = fc.stringMatching(/^[a-zé0-9 ,.()*-]{1,40}$/)
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.constantFrom(...heads), (said, [, head]) => {
      const answer = said
        .map((line) => line.trim())
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim()
      fc.pre(answer !== '' && !/^--$/m.test(answer))
      expect(ownWords(`${answer}\n\n${head}${marked}`, secrets).text).toBe(answer)
    }),
  )
})

test('a mail that is only HTML is read the same', () => {
  const html = `<html><head><title>x</title><style>p{}</style></head><body><div>L&#39;&eacute;quipe &amp; nous :</div>
    <p>Quarante.</p><div class="gmail_quote">Le jeu. 12 mars 2026 à 14:00, Thuto &lt;copse@example.org&gt; a écrit :<br>
    <blockquote>We have 300.<blockquote><p>Older</p></blockquote>Read all of it</blockquote></div></body></html>`
  expect(ownWords(textOfHtml(html), secrets)).toEqual({ text: "L'&eacute;quipe & nous :\nQuarante.", whole: false })
  expect(textOfHtml('<p>a</p><blockquote>b<blockquote>c</blockquote></blockquote><p>d</p>')).toBe('a\n\n> b\n> > c\nd')
  const many = '<blockquote>'.repeat(20_000)
  expect(textOfHtml(`${many}x`)).toBe('x')
})
