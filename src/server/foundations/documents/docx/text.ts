import { Paragraph, TextRun, type IParagraphOptions, type IRunOptions } from 'docx'
import { directionOf, runsOf } from '../direction.ts'
import type { Setting } from './setting.ts'

export type Face = Pick<IRunOptions, 'style' | 'bold' | 'italics' | 'color' | 'size' | 'font'>

/** The runs of a text: one for each stretch of one direction, a break for each new line. */
export function runs(text: string, setting: Setting, face: Face = {}): TextRun[] {
  const base = setting.rtl ? 'rtl' : 'ltr'
  return text
    .split('\n')
    .flatMap((line, i) =>
      runsOf(line, directionOf(line, base)).map(
        (run, j) =>
          new TextRun({ ...face, text: run.text, rightToLeft: run.rtl, ...(i > 0 && j === 0 && { break: 1 }) }),
      ),
    )
}

/** A paragraph in a style, running the way its text runs. */
export function paragraph(
  text: string,
  setting: Setting,
  style: string,
  more: Omit<IParagraphOptions, 'text' | 'children' | 'style'> & { face?: Face } = {},
): Paragraph {
  const { face, ...rest } = more
  return new Paragraph({ style, bidirectional: runsRight(text, setting), ...rest, children: runs(text, setting, face) })
}

/** Whether a paragraph of this text is a right-to-left one. */
export function runsRight(text: string, setting: Setting): boolean {
  return directionOf(text, setting.rtl ? 'rtl' : 'ltr') === 'rtl'
}
