import { expect } from 'vitest'
import { test } from '#tests/support/database.ts'
import { livingCalendar, type LivingCalendar } from '#tests/support/events.ts'
import {
  answerAsGuest,
  answersFile,
  answersOf,
  askAsGuest,
  askQuestions,
  eventPage,
  guestAddress,
  inviteGuest,
  questionsOf,
  rsvp,
  tidyRegistration,
} from '../index.ts'

const visit = { address: '203.0.113.7', userAgent: null, cookie: null }
const ask = (living: LivingCalendar, id: string, questions: object[], more: object = {}) =>
  askQuestions.run(living.ctx('nomsa'), { id, questions, ...more })

test('whoever holds the event sees who comes, waits, and has said nothing, with their replies; others do not', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx, circles, plan } = living
  const id = await plan({ circle: circles['mel-hub'].id, capacity: 1 })
  const { questions } = await ask(living, id, [{ label: 'What should the kitchen know?', kind: 'text' }])
  await rsvp(ctx('amina'), { id, answer: 'yes', replies: { [questions[0]!.id]: 'No nuts', other: 'x' } })
  await rsvp(ctx('sipho'), { id, answer: 'waiting' })
  const answers = await answersOf(ctx('nomsa'), { id })
  expect(answers).toMatchObject({
    show: 'coming',
    counts: { coming: 1, waiting: 1, maybe: 0, no: 0, guests: 0 },
    lines: [{ name: 'Amina Otieno', answer: 'yes', replies: { [questions[0]!.id]: 'No nuts' } }],
  })
  const silent = await answersOf(ctx('nomsa'), { id, show: 'silent' })
  expect(silent.lines.length).toBe(silent.counts.silent)
  expect(silent.lines.map(({ name }) => name)).not.toContain('Amina Otieno')
  expect((await answersOf(ctx('nomsa'), { id, search: 'sipho' })).lines).toMatchObject([{ answer: 'waiting' }])
  await expect(answersOf(ctx('amina'), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  await expect(answersFile(ctx('amina'), { id })).rejects.toMatchObject({ kind: 'not-allowed' })
  for (const name of ['joseph', 'kagiso', null] as const)
    await expect(answersOf(ctx(name), { id })).rejects.toMatchObject({ kind: 'not-found' })
  expect(JSON.stringify(await eventPage(ctx('sipho'), { id }))).not.toContain('No nuts')
})

test('a spreadsheet takes no name and no reply for a formula', async ({ db }) => {
  const living = await livingCalendar(db)
  const id = await living.plan()
  const { questions } = await ask(living, id, [
    { label: 'Anything else, "really"?', kind: 'text' },
    { label: 'Which days?', kind: 'choices', options: 'Monday\nTuesday' },
  ])
  await db
    .updateTable('person')
    .set({ name: '=HYPERLINK("http://evil")' })
    .where('email', '=', 'amina@example.org')
    .execute()
  const replies = { [questions[0]!.id]: '+1, or\n"two"', [questions[1]!.id]: ['Monday', 'Tuesday'] }
  await rsvp(living.ctx('amina'), { id, answer: 'yes', replies })
  const { name, text } = await answersFile(living.ctx('nomsa'), { id, show: 'coming' })
  expect(name).toBe('2026-03-12-thuto-coming.csv')
  const [head, line] = text.split('\r\n')
  expect(head).toBe(
    '\uFEFFName,Organisation,Email,Answer,How,Answered by,When,"Anything else, ""really""?",Which days?',
  )
  expect(line).toBe(
    `"'=HYPERLINK(""http://evil"")",Elimu Trust,,comes,,,2026-03-05 10:00,"'+1, or\n""two""","Monday; Tuesday"`,
  )
})

test('what has to be answered is asked before a place is given, of members and of guests, and each problem is named', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const id = await living.plan({ public: true, guests: true })
  const { questions } = await ask(living, id, [
    { label: 'A ramp?', kind: 'yes-no', required: true },
    { label: 'Lunch?', kind: 'choice', options: ['Fish', 'Rice'], required: 'on' },
    { label: '', kind: 'text' },
  ])
  expect(questions).toHaveLength(2)
  const [ramp, lunch] = questions.map((question) => question.id) as [string, string]
  await expect(rsvp(ctx('amina'), { id, answer: 'yes', replies: { [lunch]: 'Beef' } })).rejects.toMatchObject({
    code: 'registration.replies-needed',
    issues: [
      { path: ['replies', ramp], code: 'required' },
      { path: ['replies', lunch], code: 'field.choice' },
    ],
  })
  await rsvp(ctx('amina'), { id, answer: 'maybe' })
  await rsvp(ctx('amina'), { id, answer: 'yes', replies: { [ramp]: 'no', [lunch]: 'Fish' } })
  // What was replied before need not be typed again.
  await rsvp(ctx('amina'), { id, answer: 'yes', replies: { [lunch]: 'Rice' } })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ replies: { [ramp]: 'no', [lunch]: 'Rice' } })
  await rsvp(ctx('amina'), { id, answer: 'no' })
  expect(await eventPage(ctx('amina'), { id })).toMatchObject({ replies: {} })

  const guest = { id, name: 'Lindiwe', email: 'lindiwe@example.org', consent: 'on' }
  await expect(askAsGuest(ctx(null), visit, guest)).rejects.toMatchObject({ code: 'registration.replies-needed' })
  await askAsGuest(ctx(null), visit, { ...guest, replies: { [ramp]: 'yes', [lunch]: 'Rice' } })
})

test('replies to a question that goes, or whose choices go, go with it; a few questions at most', async ({ db }) => {
  const living = await livingCalendar(db)
  const id = await living.plan()
  const { questions } = await ask(living, id, [
    { label: 'Lunch?', kind: 'choice', options: 'Fish\nRice' },
    { label: 'A word?', kind: 'text' },
  ])
  const [lunch, word] = questions.map((question) => question.id) as [string, string]
  await rsvp(living.ctx('amina'), { id, answer: 'yes', replies: { [lunch]: 'Fish', [word]: 'Hello' } })
  await ask(living, id, [
    { ...questions[0], options: 'Rice\nBeans' },
    { ...questions[1], label: 'One word?' },
  ])
  expect(await eventPage(living.ctx('amina'), { id })).toMatchObject({ replies: { [word]: 'Hello' } })
  const row = await db.selectFrom('rsvp').select('replies').executeTakeFirstOrThrow()
  expect(row.replies).toEqual({ [word]: 'Hello' })
  const many = Array.from({ length: 11 }, (_, n) => ({ label: `Question ${n}`, kind: 'text' }))
  await expect(ask(living, id, many)).rejects.toMatchObject({ kind: 'invalid' })
  await expect(ask(living, id, [{ label: 'Lunch?', kind: 'choice', options: 'Fish' }])).rejects.toMatchObject({
    issues: [{ path: ['questions.0.options'], code: 'registration.options' }],
  })
  await expect(askQuestions(living.ctx('amina'), { id, questions: [] })).rejects.toMatchObject({ kind: 'not-allowed' })
  const event = await db.selectFrom('event').select('questions').where('id', '=', id).executeTakeFirstOrThrow()
  expect(questionsOf(event.questions).map(({ label }) => label)).toEqual(['Lunch?', 'One word?'])
})

test('at night replies go that were to be kept for so many days, and guests who never confirmed', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const id = await living.plan({ public: true, guests: true })
  const { questions } = await ask(living, id, [{ label: 'A word?', kind: 'text' }], { keep_days: '30' })
  await rsvp(ctx('amina'), { id, answer: 'yes', replies: { [questions[0]!.id]: 'Hello' } })
  await askAsGuest(ctx(null), visit, { id, name: 'Lindiwe', email: 'lindiwe@example.org', consent: 'on' })
  const replies = async () => (await db.selectFrom('rsvp').select('replies').executeTakeFirstOrThrow()).replies
  await tidyRegistration(ctx(null, { at: ctx(null).now.add({ hours: 24 * 6 }) }))
  expect([await replies(), await db.selectFrom('guest').select('id').execute()]).toMatchObject([{}, [{}]])
  await tidyRegistration(ctx(null, { at: Temporal.Instant.from('2026-04-11T00:00:00Z') }))
  expect(Object.keys((await replies()) as object)).toHaveLength(1)
  expect(await db.selectFrom('guest').select('id').execute()).toEqual([])
  await tidyRegistration(ctx(null, { at: Temporal.Instant.from('2026-04-12T00:00:00Z') }))
  expect(await replies()).toEqual({})
})

test('a guest who has confirmed is invited to become a member, by a steward', async ({ db }) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const id = await living.plan({ public: true, guests: true, facilitator: living.member.kagiso })
  await askAsGuest(ctx(null), visit, { id, name: 'Lindiwe', email: 'lindiwe@example.org', consent: 'on' })
  const { lines } = await answersOf(ctx('nomsa'), { id, show: 'guests' })
  const guest = lines[0]!.id
  const invite = (name: 'nomsa' | 'kagiso') => inviteGuest(ctx(name), { id, guest, circle: 'wider-circle' })
  await expect(invite('nomsa')).rejects.toMatchObject({ code: 'registration.not-confirmed' })
  const token = guestAddress(ctx(null), { id: guest, event_id: id }).split('/').at(-1)!
  await answerAsGuest(ctx(null), { token, answer: 'yes' })
  await expect(invite('kagiso')).rejects.toMatchObject({ kind: 'not-allowed' })
  await invite('nomsa')
  expect(await db.selectFrom('invitation').select('email').execute()).toEqual([{ email: 'lindiwe@example.org' }])
  expect((await answersOf(ctx('nomsa'), { id, show: 'guests' })).lines).toMatchObject([{ invited: true }])
})

const inTwo = [
  {
    label: 'Which lunch?',
    kind: 'choice',
    options: 'Fish\nRice',
    required: 'on',
    also: { fr: { label: 'Quel repas ?', options: 'Poisson\nRiz' } },
  },
  { label: 'What helps you?', kind: 'text', also: { fr: { label: 'De quoi avez-vous besoin ?', options: '' } } },
  { label: 'Late?', kind: 'yes-no', also: { fr: { label: '', options: '' } } },
]

test('everybody is asked in their language; the list is in that of whoever reads, and the spreadsheet has both', async ({
  db,
}) => {
  const living = await livingCalendar(db)
  const { ctx } = living
  const id = await living.plan()
  const { questions } = await ask(living, id, inTwo)
  const [lunch, help] = questions
  const asked = async (name: 'fatou' | 'amina') => (await eventPage(ctx(name), { id })).questions
  expect((await asked('fatou')).map(({ label }) => label)).toEqual([
    'Quel repas ?',
    'De quoi avez-vous besoin ?',
    'Late?',
  ])
  expect((await asked('fatou'))[0]!.options).toEqual([
    { value: 'Fish', label: 'Poisson' },
    { value: 'Rice', label: 'Riz' },
  ])
  expect((await asked('amina'))[0]).toMatchObject({ label: 'Which lunch?', options: [{ label: 'Fish' }, {}] })
  await rsvp(ctx('fatou'), { id, answer: 'yes', replies: { [lunch!.id]: 'Rice', [help!.id]: 'Des sous-titres' } })
  await expect(rsvp(ctx('amina'), { id, answer: 'yes', replies: { [lunch!.id]: 'Riz' } })).rejects.toMatchObject({
    issues: [{ path: ['replies', lunch!.id], code: 'field.choice' }],
  })
  const { event, lines } = await answersOf(ctx('nomsa'), { id })
  expect(lines[0]!.replies[lunch!.id]).toBe('Rice')
  expect(event.questions[0]).toMatchObject({ label: 'Which lunch?', options: [{}, { value: 'Rice', label: 'Rice' }] })
  const { text } = await answersFile(ctx('nomsa'), { id, show: 'coming' })
  const [head, row] = text.split('\r\n').map((line) => line.split(',').slice(-4))
  expect(head).toEqual(['Which lunch?', 'Quel repas ?', 'What helps you? / De quoi avez-vous besoin ?', 'Late?'])
  expect(row).toEqual(['Rice', 'Riz', 'Des sous-titres', ''])
  const french = { ...ctx('nomsa'), locale: 'fr' as const }
  expect((await answersFile(french, { id, show: 'coming' })).text).toContain('Quel repas ?,Which lunch?')
})

test('a wording in another language offers the same things, and changing words loses no reply', async ({ db }) => {
  const living = await livingCalendar(db)
  const id = await living.plan()
  const { questions } = await ask(living, id, inTwo)
  await rsvp(living.ctx('fatou'), { id, answer: 'yes', replies: { [questions[0]!.id]: 'Rice' } })
  const with_ = (fr: object) => [{ ...inTwo[0], id: questions[0]!.id, also: { fr } }]
  await expect(ask(living, id, with_({ label: 'Quel repas ?', options: 'Poisson' }))).rejects.toMatchObject({
    issues: [{ path: ['questions.0.also.fr.options'], code: 'registration.options-as-many' }],
  })
  await expect(ask(living, id, with_({ label: '', options: 'Poisson\nRiz' }))).rejects.toMatchObject({
    issues: [{ path: ['questions.0.also.fr.label'], code: 'required' }],
  })
  await expect(ask(living, id, [{ ...inTwo[0], also: { xx: { label: 'x' } } }])).rejects.toMatchObject({
    kind: 'invalid',
  })
  await ask(living, id, with_({ label: 'Que mangez-vous ?', options: 'Du poisson\nDu riz' }))
  const page = await eventPage(living.ctx('fatou'), { id })
  expect(page.questions[0]!.options[1]).toEqual({ value: 'Rice', label: 'Du riz' })
  expect(page.replies).toEqual({ [questions[0]!.id]: 'Rice' })
})
