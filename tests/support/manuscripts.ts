/** Hand-made manuscripts that hold every kind of block, in English, French and Arabic: what the exporters are tried on. */
import type { Block, Manuscript } from '#server/foundations/documents/blocks.ts'

/** Text that would be markup in one format or another, and must come out as it is. */
export const hostile =
  '#set page(fill: red) *bold* _it_ `code` $x^2$ [link](x) <b>&amp;</b> | pipe \\ slash @ref // --- ~ 1. {brace} \u{202e}'

export const english: Manuscript = {
  locale: 'en',
  dir: 'ltr',
  title: 'A community that learns how, not only about',
  subtitle:
    'Thuto M&E: the design of a community of practice for the people who count, visit and listen in South African schools.',
  date: '2026-02-12',
  footer: 'Thuto M&E · hosted by the Foundation Phase Learning Trust',
  sections: [
    {
      id: 'summary',
      title: 'On one page',
      blocks: [
        {
          kind: 'paragraph',
          style: 'lede',
          text: 'We are the people who count, visit and listen in South African schools. We learn together to turn what we see into better teaching, so that programmes change while the learners are still in class.',
        },
        {
          kind: 'definitions',
          items: [
            { term: 'Who', text: '120 members', note: '34 organisations, nine provinces and Nairobi' },
            {
              term: 'Circles',
              text: 'A wider circle and a hub',
              note: 'open to all; 16 invited who promise five meetings of six',
            },
            { term: 'Rhythm', text: 'Three hours a month', note: 'a clinic every two weeks, one larger meeting' },
            { term: 'Money', text: 'R 273 880 a year', note: 'and R 284 160 in time given' },
          ],
        },
        {
          kind: 'table',
          caption: 'What we will be held to by March 2027',
          columns: [{ label: 'Objective' }, { label: 'Now', align: 'end' }, { label: 'Aim', align: 'end' }],
          rows: [
            ['Members come or give something in any 90 days', '50 %', '45 %, kept'],
            ['People use what they learned within six weeks', '41 %', '40 %, kept'],
            ['The coordinator writes less, members write more', '38 %', '30 % or less'],
            ['Every role has a deputy', '6 of 8', '8 of 8'],
          ],
        },
        {
          kind: 'notice',
          tone: 'care',
          text: 'Three answers were assumed because nobody gave them: bandwidth, managers’ support and languages.',
        },
      ],
    },
    {
      id: 'calendar',
      number: '2',
      title: 'Meetings and events',
      blocks: [
        { kind: 'heading', level: 2, text: 'How we meet' },
        decision(
          '2.1',
          'We meet as two circles',
          'The wider circle is open: come when the question is yours. The MEL hub is sixteen people by invitation, briefed six days before each meeting, who debate in front of everyone and then sit one to a small group.',
          [
            [
              'rul-hub-two-circles',
              'Open growth dilutes trust. A closed, committed hub keeps depth while the wider circle stays open.',
              ['120 members', 'several organisations, open'],
              'Founding slides, p. 9',
            ],
          ],
        ),
        decision(
          '2.2',
          'Thursdays at 13:00, always',
          'CoP meetings and learning sessions are on the second Thursday, 13:00 in Johannesburg. The time does not rotate.',
          [
            [
              'rul-near-zones',
              'A fixed slot becomes a habit. Members are one hour apart at most.',
              ['time zones: 1 hour'],
            ],
          ],
        ),
        {
          ...decision(
            '2.3',
            'The retreat is one day, in person',
            'In Johannesburg in November, for 35 people, with something finished by the evening: next year’s questions, each with an owner.',
            [
              [
                'rul-budget-b2',
                'The rules proposed two days with partial travel. A person changed it and gave the reason beside it.',
                ['annual budget: US$ 15 600'],
                undefined,
                true,
              ],
            ],
          ),
          override: {
            value: 1,
            reason: 'Principals release staff for one day, not for two.',
            by: 'Nomsa Dlamini',
            at: '2026-02-04T09:30:00Z',
          },
        } as Block,
        { kind: 'heading', level: 2, text: 'The year' },
        {
          kind: 'year',
          caption: 'The year from March 2026',
          start: '2026-03',
          rows: [
            {
              name: 'CoP meeting with hub panel',
              counts: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0],
              quiet: quiet([3, 4, 9]),
            },
            { name: 'Learning session', counts: [0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1], quiet: quiet([3, 4, 9]) },
            { name: 'Peer clinics', counts: [2, 2, 2, 1, 1, 2, 2, 2, 2, 0, 2, 5], quiet: quiet([3, 4, 9]) },
            { name: 'Retreat', counts: [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0], quiet: quiet([3, 4, 9]) },
          ],
        },
        { kind: 'heading', level: 2, text: 'CoP meeting with hub panel', id: 'cop-meeting' },
        {
          kind: 'paragraph',
          text: 'For debating one question that matters to many. Not for presenting a finished report: that is a webinar.',
        },
        { kind: 'heading', level: 3, text: 'Agenda' },
        {
          kind: 'agenda',
          caption: 'Ninety minutes, minute by minute',
          segments: [
            {
              start: '13:00',
              minutes: 5,
              title: 'Arrive',
              purpose: 'Names, one word each, the question on screen',
              mode: 'whole group',
              lead: 'Facilitator',
              together: true,
            },
            {
              start: '13:05',
              minutes: 25,
              title: 'Panel',
              purpose: 'Four hub members take different sides of the question',
              mode: 'panel',
              lead: 'Hub members',
              together: false,
            },
            {
              start: '13:30',
              minutes: 30,
              title: 'Small groups',
              purpose: 'One hub member in each group of seven: what would you do on Monday?',
              mode: 'breakout',
              lead: 'One hub member a group',
              together: true,
            },
            {
              start: '14:00',
              minutes: 20,
              title: 'Harvest',
              purpose: 'Each group brings one thing to try and one doubt',
              mode: 'whole group',
              lead: 'Facilitator',
              together: true,
            },
            {
              start: '14:20',
              minutes: 10,
              title: 'Promise',
              purpose: 'Everybody writes what they will try in six weeks',
              mode: 'alone',
              lead: 'Coordinator',
              together: false,
            },
          ],
        },
        { kind: 'heading', level: 3, text: 'Before and after' },
        {
          kind: 'list',
          ordered: true,
          items: [
            'Six days before: pre-brief to the panel, two pages.',
            'The day before: reminder with the phone number.',
            'Two days after: one page of record, actions with names.',
          ],
        },
        {
          kind: 'list',
          items: [
            'Nobody presents slides for longer than seven minutes.',
            'Chatham House rule unless the panel says otherwise.',
          ],
        },
        { kind: 'paragraph', style: 'note', text: 'Times are those of the organiser, Johannesburg.' },
      ],
    },
    {
      id: 'sustainability',
      number: '7',
      title: 'Keeping it alive',
      blocks: [
        decision(
          '7.1',
          'Time is the larger half, so we show it',
          'Hours released by employers stand beside the money, line by line. A sponsor who sees one must see the other.',
          [
            [
              'rul-in-kind-ledger',
              'Time is the real cost of a community and the first cause of failure when nobody counts it.',
              ['coordinator: released by the host'],
            ],
          ],
        ),
        {
          kind: 'table',
          caption: 'What a year costs',
          columns: [
            { label: 'Line', width: 0.25 },
            { label: 'What it is' },
            { label: 'Cash', align: 'end', width: 0.16 },
            { label: 'In kind', align: 'end', width: 0.16 },
          ],
          rows: [
            ['Coordinator', '0.4 of a post at R 480 000', '–', '192 000'],
            ['Core team', '8 people, 3 hours a month, R 320', '–', '92 160'],
            ['Retreat', '35 people, R 3 300 each', '115 500', '–'],
            ['Data bundles', '30 members, R 69 a month', '24 840', '–'],
            ['Everything else', 'see the lines in the annex', '133 540', '–'],
          ],
          total: ['A year', '', '273 880', '284 160'],
        },
        { kind: 'notice', tone: 'good', text: 'The budget adds up to what was stated.' },
        { kind: 'notice', tone: 'bad', text: 'Bi-weekly clinics and four hours a month: six hours over.' },
        { kind: 'notice', tone: 'plain', text: hostile },
        { kind: 'heading', level: 4, text: 'Names in their own letters' },
        { kind: 'paragraph', text: 'مجتمع الممارسة للمتابعة والتقييم هو مكان نتعلم فيه معاً، 120 عضواً من 34 منظمة.' },
        {
          kind: 'paragraph',
          text: 'Members come from مجتمع الممارسة in Cairo, from የተግባር ማህበረሰብ in Addis Ababa, and bring 🌳.',
        },
      ],
    },
  ],
}

export const french: Manuscript = {
  locale: 'fr',
  dir: 'ltr',
  title: 'Apprendre comment, et pas seulement à propos de quoi',
  subtitle: 'La conception d’une communauté de pratique du suivi et de l’évaluation.',
  date: '2026-08-01',
  footer: 'Communauté suivi et évaluation du Sahel',
  sections: [
    {
      id: 'governance',
      number: '1',
      title: 'Gouvernance',
      blocks: [
        decision(
          '1.1',
          'Un cercle élargi, sans noyau',
          'Avec onze personnes dans un même bâtiment, un cercle fermé séparerait ce qui est déjà uni.',
          [
            [
              'rul-micro',
              'Sous vingt membres, deux cercles coûtent plus de temps qu’ils n’en rendent.',
              ['11 membres'],
              undefined,
              true,
            ],
          ],
        ),
        {
          kind: 'table',
          columns: [{ label: 'Rôle' }, { label: 'Heures par mois', align: 'end' }],
          rows: [
            ['Coordination', '12,5'],
            ['Équipe noyau', '3'],
          ],
          total: ['Ensemble', '15,5'],
        },
        {
          kind: 'year',
          caption: 'L’année',
          start: '2026-09',
          rows: [{ name: 'Clinique entre pairs', counts: Array.from({ length: 12 }, () => 2) }],
        },
      ],
    },
  ],
}

export const arabic: Manuscript = {
  locale: 'ar',
  dir: 'rtl',
  title: 'مجتمع يتعلم كيف، لا عن ماذا فقط',
  subtitle: 'تصميم مجتمع ممارسة للمتابعة والتقييم',
  date: '2026-03-01',
  footer: 'مجتمع ثوتو',
  sections: [
    {
      id: 'governance',
      number: '١',
      title: 'الحوكمة',
      blocks: [
        {
          kind: 'paragraph',
          style: 'lede',
          text: 'نحن من يعدّ ويزور ويصغي في المدارس، ونتعلم معاً كي تتغير البرامج والتلاميذ ما زالوا في الصف.',
        },
        decision(
          '١.١',
          'نلتقي في دائرتين',
          'الدائرة الأوسع مفتوحة: تعال عندما يكون السؤال سؤالك. أما الدائرة الداخلية MEL hub فستة عشر شخصاً بالدعوة.',
          [['rul-hub-two-circles', 'النمو المفتوح يضعف الثقة، والدائرة الملتزمة تحفظ العمق.', ['١٢٠ عضواً']]],
        ),
        { kind: 'list', items: ['اجتماع كل شهر', 'عيادة أقران كل أسبوعين'] },
        {
          kind: 'table',
          caption: 'الميزانية',
          columns: [{ label: 'البند' }, { label: 'المبلغ', align: 'end' }],
          rows: [
            ['المنسق', '192 000'],
            ['اللقاء السنوي', '115 500'],
          ],
          total: ['المجموع', '307 500'],
        },
        {
          kind: 'agenda',
          caption: 'جدول الأعمال',
          segments: [
            { start: '13:00', minutes: 20, title: 'الافتتاح', mode: 'الجميع', lead: 'الميسّرة', together: true },
            {
              start: '13:20',
              minutes: 30,
              title: 'عرض',
              purpose: 'حالة واحدة من الميدان',
              mode: 'استماع',
              lead: 'عضو',
              together: false,
            },
          ],
        },
        {
          kind: 'year',
          caption: 'السنة',
          start: '2026-03',
          rows: [{ name: 'عيادة', counts: [1, 2, 3, 4, 0, 0, 1, 1, 1, 1, 1, 1], quiet: quiet([4, 5]) }],
        },
        { kind: 'notice', tone: 'care', text: 'ثلاث إجابات افتُرضت لأن أحداً لم يقدمها.' },
      ],
    },
  ],
}

/** A design of some forty pages: the English one, its parts many times over. */
export function long(): Manuscript {
  const parts = english.sections.slice(1)
  const sections = Array.from({ length: 11 }, (_, i) => ({ ...parts[i % 2]!, id: `part-${i}`, number: String(i + 1) }))
  return { ...english, sections: [english.sections[0]!, ...sections] }
}

type Reasoned = [rule: string, reason: string, answers: string[], source?: string, assumed?: boolean]

function decision(number: string, title: string, text: string, why: Reasoned[]): Block {
  return {
    kind: 'decision',
    id: `decision.${number}`,
    number,
    title,
    text,
    why: why.map(([rule, reason, answers, source, assumed = false]) => ({
      rule,
      reason,
      ...(source && { source }),
      answers: answers.map((answer) => ({ id: answer, value: answer, assumed, text: answer })),
    })),
  }
}

function quiet(months: number[]): boolean[] {
  return Array.from({ length: 12 }, (_, i) => months.includes(i))
}
