/** Where the reasons of a decision are set: in the margin beside it, or under it in three columns where they are many. */
import type { Why } from '../why.ts'

/** Letters that the margin holds before reasons would leave the page half empty beside a short decision. */
const most = 620
/** Reasons set under a decision stand in so many columns. */
const columns = 3

/** Whether the reasons are too long for the margin beside a text. */
export function isTooLong(why: Why, text: string): boolean {
  const height = heightOf(why)
  return height > most && height > 1.8 * text.length
}

/** The reasons in columns of about the same height; the trail stands at the end of the last one. */
export function inColumns(why: Why): { reasons: string[]; trail: Why['trail'] }[] {
  const whole = heightOf(why)
  const filled = Array.from({ length: columns }, () => ({ reasons: [] as string[], trail: [] as Why['trail'] }))
  let before = 0
  for (const reason of why.reasons) {
    const height = reason.length + perReason
    const column = Math.min(columns - 1, Math.floor(((before + height / 2) / whole) * columns))
    filled[column]!.reasons.push(reason)
    before += height
  }
  filled.at(-1)!.trail.push(...why.trail)
  return filled
}

/** Letters that the half-filled last line of a reason is worth, and how much closer the trail is set. */
const perReason = 24
const closer = 0.7

function heightOf({ reasons, trail }: Why): number {
  const trailed = trail.reduce((sum, { term, text }) => sum + term.length + text.length, 0)
  return reasons.reduce((sum, reason) => sum + reason.length + perReason, closer * trailed)
}
