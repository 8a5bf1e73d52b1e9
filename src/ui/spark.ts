/** The line of an indicator over its last periods, with its aim: two small paths for an SVG of 144 by 44. */
export interface Spark {
  /** Parts of the line; a period that was not measured leaves a gap. */
  line: string
  /** The aim, when there is one. */
  aim: string | undefined
  /** The newest measured point. */
  end: { x: number; y: number } | undefined
}

const box = { width: 144, top: 6, bottom: 41, first: 3, last: 139 }

/** Draws values, oldest first; `null` was not measured. The scale takes in the aim. */
export function spark(values: readonly (number | null)[], aim?: number): Spark {
  const seen = values.filter((value) => value !== null)
  const all = aim === undefined ? seen : [...seen, aim]
  const low = Math.min(...all)
  const high = Math.max(...all)
  const y = (value: number) =>
    high === low
      ? (box.top + box.bottom) / 2
      : tenth(box.bottom - ((value - low) / (high - low)) * (box.bottom - box.top))
  const x = (i: number) =>
    values.length < 2 ? box.last : tenth(box.first + (i / (values.length - 1)) * (box.last - box.first))
  let line = ''
  let end: Spark['end']
  values.forEach((value, i) => {
    if (value === null) return
    end = { x: x(i), y: y(value) }
    line += `${i === 0 || values[i - 1] === null ? 'M' : 'L'}${end.x} ${end.y}`
  })
  return { line, aim: aim === undefined ? undefined : `M0 ${y(aim)}H${box.width}`, end }
}

const tenth = (value: number): number => Math.round(value * 10) / 10
