/** One line to one browser: server-sent events (WHATWG HTML, 9.2) with back-pressure. */
import { writeStamps, type Stamps, type View } from './panel.ts'

/** Who listens, and what they have. */
export interface Listening {
  view: View
  locale: string
  /** Group of each panel that has groups. */
  facets: Record<string, string>
  have: Stamps
  /** Whose line it is: nobody takes more than a few. */
  who: string
  /** As whom they are in the room, of somebody who joined. */
  participant?: string | undefined
}

/** What a panel is now: its stamp, and its HTML. */
export interface Shown {
  stamp: string
  html: string
}

const text = new TextEncoder()
const heartbeat = text.encode('event: beat\ndata:\n\n')

/**
 * A line that carries state, not a log: while a browser cannot keep up nothing is queued for it, and when it can again it
 * gets what is so by then.
 */
export class Line {
  readonly stream: ReadableStream<Uint8Array>
  readonly to: Listening
  readonly openedAt: number
  /** Since when nothing could be sent, in milliseconds; `null` while all flows. */
  stuckSince: number | null = null
  #controller!: ReadableStreamDefaultController<Uint8Array>
  #waiting = new Map<string, Shown>()
  #closed: (line: Line) => void

  constructor(to: Listening, clock: number, closed: (line: Line) => void) {
    this.to = to
    this.openedAt = clock
    this.#closed = closed
    this.stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller
        // Browsers whose lines broke together come back one after the other.
        controller.enqueue(text.encode(`retry: ${1000 + Math.floor(Math.random() * 3000)}\n\n`))
      },
      pull: () => this.#send(),
      cancel: () => this.#closed(this),
    })
  }

  /** Sends what of these panels the browser does not have. `pack` makes the bytes, and may have made them for others. */
  show(panels: ReadonlyMap<string, Shown>, pack: Pack): void {
    for (const [name, shown] of panels) {
      if (this.to.have[name] === shown.stamp) this.#waiting.delete(name)
      else this.#waiting.set(name, shown)
    }
    this.#send(pack)
  }

  /** Tells the browser, and whatever stands between, that the line is alive. */
  beat(clock: number): void {
    if ((this.#controller.desiredSize ?? 0) > 0) {
      this.stuckSince = null
      this.#controller.enqueue(heartbeat)
    } else this.stuckSince ??= clock
  }

  close(): void {
    try {
      this.#controller.close()
    } catch {
      // The browser was faster.
    }
    this.#closed(this)
  }

  #send(pack: Pack = packAlone): void {
    if (this.#waiting.size === 0 || (this.#controller.desiredSize ?? 0) <= 0) return
    for (const [name, { stamp }] of this.#waiting) this.to.have[name] = stamp
    const bytes = pack(this.#waiting, this.to.have)
    this.#waiting = new Map()
    this.#controller.enqueue(bytes)
  }
}

/** Makes one event of panels, with what the browser then has as its id. */
export type Pack = (panels: ReadonlyMap<string, Shown>, have: Stamps) => Uint8Array

export function packAlone(panels: ReadonlyMap<string, Shown>, have: Stamps): Uint8Array {
  const data = JSON.stringify(Object.fromEntries([...panels].map(([name, { html }]) => [name, html])))
  return text.encode(`id: ${writeStamps(have)}\nevent: panels\ndata: ${data}\n\n`)
}

/** The same bytes for all who lack the same: they are made once. */
export function packTogether(): Pack {
  const made = new Map<string, Uint8Array>()
  return (panels, have) => {
    const key = `${writeStamps(have)}|${[...panels.keys()].join()}`
    const known = made.get(key)
    if (known) return known
    const bytes = packAlone(panels, have)
    made.set(key, bytes)
    return bytes
  }
}
