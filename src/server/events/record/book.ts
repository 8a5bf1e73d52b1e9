/**
 * The series book: what a series left, meeting by meeting, as one document or workbook. It leaves the house, so it is stricter
 * than a page: a meeting out of which nothing leaves is not in it, and where what is said must not be attributed it names
 * nobody, whoever takes it away.
 */
import { date } from '#i18n/format/dates.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { words, type Words } from '#i18n/index.ts'
import { communityOf, type Ctx } from '../../ctx.ts'
import { NotFound } from '../../errors.ts'
import {
  toDocx,
  toPdf,
  type Block,
  type Manuscript,
  type Section as Chapter,
} from '../../foundations/documents/index.ts'
import { toXlsx, type Sheet } from '../../foundations/documents/xlsx.ts'
import { id, oneOf } from '../../foundations/input.ts'
import { allow } from '../../permissions/index.ts'
import { seeHome } from '../../permissions/communities.ts'
import { readRecord } from '../../permissions/record.ts'
import { query } from '../../verb.ts'
import { here } from './access.ts'
import { meetingsOf, type Meeting } from './book-meetings.ts'

export const bookFormats = ['docx', 'pdf', 'xlsx'] as const
export type BookFormat = (typeof bookFormats)[number]

const mediaTypes: Record<BookFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export const seriesBook = query(
  'events.series-book',
  {
    input: z.object({ series: id, format: oneOf(bookFormats) }),
    does: 'What a series left in one Word, PDF or Excel file, in your language: minutes, decisions, actions, attendance. Without meetings out of which nothing leaves, and without names where nothing is attributed.',
    who: `${seeHome.says} ${readRecord.says}`,
    api: false,
  },
  async (ctx, input) => {
    allow(ctx, seeHome, undefined)
    const { rows } = await sql<{ title: string }>`select title from series
      where community_id = ${here(ctx)} and id = ${input.series}`.execute(ctx.db)
    const meetings = await meetingsOf(ctx, input.series)
    if (!rows[0] || meetings.length === 0) throw new NotFound('record.no-series')
    const { title } = rows[0]
    const bytes =
      input.format === 'xlsx'
        ? await toXlsx(sheetsOf(meetings, words(ctx.locale)))
        : await (input.format === 'docx' ? toDocx : toPdf)(manuscriptOf(ctx, title, meetings))
    return { bytes, mediaType: mediaTypes[input.format], filename: `${title}.${input.format}` }
  },
)

function manuscriptOf(ctx: Ctx, title: string, meetings: Meeting[]): Manuscript {
  const w = words(ctx.locale)
  const community = communityOf(ctx)
  const [first, last] = [meetings[0]!, meetings.at(-1)!]
  return {
    locale: w.locale,
    dir: w.dir,
    title,
    subtitle: w('record.book.subtitle', {
      community: community.name,
      n: meetings.length,
      from: date(first.held_on, w.locale),
      until: date(last.held_on, w.locale),
    }),
    date: ctx.now.toZonedDateTimeISO(community.zone).toPlainDate().toString(),
    footer: community.name,
    sections: [overview(meetings, w), ...meetings.map((meeting, i) => chapterOf(meeting, i, w))],
  }
}

function overview(meetings: Meeting[], w: Words): Chapter {
  const decisions = meetings.flatMap((meeting) =>
    meeting.decisions.map(({ text }) => [date(meeting.held_on, w.locale), text]),
  )
  const open = meetings.flatMap((meeting) => meeting.actions.filter(({ state }) => state === 'open'))
  return {
    id: 'overview',
    title: w('record.book.overview'),
    blocks: [
      {
        kind: 'table',
        caption: w('record.book.meetings'),
        columns: [
          { label: w('record.book.date'), width: 0.2 },
          { label: w('record.book.meeting'), width: 0.4 },
          { label: w('record.book.there'), align: 'end' },
          { label: w('record.sections.decisions'), align: 'end' },
          { label: w('record.book.done'), align: 'end' },
        ],
        rows: meetings.map((meeting) => [
          date(meeting.held_on, w.locale),
          meeting.title,
          String(meeting.present),
          String(meeting.decisions.length),
          `${meeting.actions.filter(({ state }) => state === 'done').length} / ${meeting.actions.length}`,
        ]),
      },
      ...(decisions.length > 0
        ? [
            {
              kind: 'table' as const,
              caption: w('record.sections.decisions'),
              columns: [
                { label: w('record.book.date'), width: 0.22 },
                { label: w('record.book.what'), width: 0.78 },
              ],
              rows: decisions,
            },
          ]
        : []),
      ...(open.length > 0 ? [actionTable(open, w, w('record.book.open'))] : []),
    ],
  }
}

function chapterOf(meeting: Meeting, i: number, w: Words): Chapter {
  const notes = meeting.sections.flatMap(({ title, text }): Block[] => [
    { kind: 'heading', level: 2, text: title },
    ...textBlocks(text),
  ])
  return {
    id: `meeting-${i + 1}`,
    number: String(i + 1),
    title: meeting.title,
    blocks: [
      {
        kind: 'paragraph',
        style: 'note',
        text: `${date(meeting.held_on, w.locale)} · ${w('record.book.people', { n: meeting.present })}`,
      },
      ...(meeting.summary ? textBlocks(meeting.summary) : []),
      ...(meeting.published
        ? []
        : [{ kind: 'notice' as const, tone: 'care' as const, text: w('record.book.unpublished') }]),
      ...(meeting.decisions.length > 0
        ? [
            { kind: 'heading' as const, level: 2 as const, text: w('record.sections.decisions') },
            {
              kind: 'list' as const,
              items: meeting.decisions.map(({ text, by_whom }) => (by_whom ? `${text} (${by_whom})` : text)),
            },
          ]
        : []),
      ...(meeting.actions.length > 0 ? [actionTable(meeting.actions, w, w('record.sections.actions'))] : []),
      ...notes,
    ],
  }
}

function actionTable(actions: Meeting['actions'], w: Words, caption: string): Block {
  return {
    kind: 'table',
    caption,
    columns: [
      { label: w('record.action.text'), width: 0.45 },
      { label: w('record.action.owner') },
      { label: w('record.action.day') },
      { label: w('record.book.state') },
    ],
    rows: actions.map(({ text, owner, due_on, state }) => [
      text,
      owner ?? '',
      date(due_on, w.locale),
      w(`record.book.states.${state}`),
    ]),
  }
}

/** The workbook: a sheet per kind of row, to be sorted and counted by whoever takes it. */
function sheetsOf(meetings: Meeting[], w: Words): Sheet[] {
  return [
    {
      name: w('record.book.meetings'),
      columns: [
        w('record.book.date'),
        w('record.book.meeting'),
        w('record.book.there'),
        w('record.book.first'),
        w('record.book.organisations'),
        w('record.book.yes'),
        w('record.book.summary'),
      ],
      rows: meetings.map((m) => [m.held_on, m.title, m.present, m.first, m.organisations, m.expected, m.summary ?? '']),
    },
    {
      name: w('record.sections.decisions'),
      columns: [w('record.book.date'), w('record.book.meeting'), w('record.book.what'), w('record.book.byWhom')],
      rows: meetings.flatMap((m) => m.decisions.map(({ text, by_whom }) => [m.held_on, m.title, text, by_whom ?? ''])),
    },
    {
      name: w('record.actions.title'),
      columns: [
        w('record.book.date'),
        w('record.book.meeting'),
        w('record.action.text'),
        w('record.action.owner'),
        w('record.action.day'),
        w('record.book.state'),
        w('record.book.ended'),
      ],
      rows: meetings.flatMap((m) =>
        m.actions.map(({ text, owner, due_on, state, ended_on }) => [
          m.held_on,
          m.title,
          text,
          owner ?? '',
          due_on,
          w(`record.book.states.${state}`),
          ended_on ?? '',
        ]),
      ),
    },
    {
      name: w('record.book.notes'),
      columns: [w('record.book.date'), w('record.book.meeting'), w('record.book.section'), w('record.book.text')],
      rows: meetings.flatMap((m) => m.sections.map(({ title, text }) => [m.held_on, m.title, title, text])),
    },
  ]
}

/** Paragraphs and lists of a section's text. */
function textBlocks(text: string): Block[] {
  return text.split(/\n{2,}/).flatMap((paragraph): Block[] => {
    const lines = paragraph.split('\n').filter((line) => line.trim() !== '')
    const items = lines.filter((line) => /^\s*[-*•] /.test(line)).map((line) => line.replace(/^\s*[-*•] /, ''))
    const rest = lines.filter((line) => !/^\s*[-*•] /.test(line))
    return [
      ...(rest.length > 0 ? [{ kind: 'paragraph' as const, text: rest.join('\n') }] : []),
      ...(items.length > 0 ? [{ kind: 'list' as const, items }] : []),
    ]
  })
}
