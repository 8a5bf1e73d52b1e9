import { Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx'
import { directionOf, runsOf } from '../direction.ts'
import type { StyleId } from './looks.ts'
import type { Setting } from './setting.ts'

export type Face = Pick<IRunOptions, 'style' | 'bold' | 'italics' | 'color' | 'size' | 'font'>

/** The runs of a text: one for each stretch of one direction, a break for each new line. */
export function runs(text: string, setting: Setting, face: Face = {}): TextRun[] {
  const base = setting.rtl ? 'rtl' : 'ltr'
  return text.split('\n').flatMap((line, i) =>
    runsOf(line, directionOf(line, base)).map(
      (run, j) =>
        new TextRun({
          ...face,
          text: run.text,
          ...(run.rtl && { rightToLeft: true }),
          ...(i > 0 && j === 0 && { break: 1 }),
        }),
    ),
  )
}

/** A paragraph in a style, running the way its text runs. */
export function paragraph(
  text: string,
  setting: Setting,
  style: StyleId,
  more: Omit<IParagraphOptions, 'text' | 'children' | 'style'> & { face?: Face } = {},
): Paragraph {
  const { face, ...rest } = more
  return new Paragraph({ style, ...rtl(text, setting), ...rest, children: runs(text, setting, face) })
}

/** What makes a paragraph of this text a right-to-left one; nothing for the others. */
export function rtl(text: string, setting: Setting): { bidirectional?: true } {
  return directionOf(text, setting.rtl ? 'rtl' : 'ltr') === 'rtl' ? { bidirectional: true } : {}
}
