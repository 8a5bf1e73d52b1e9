/** Reading the line of a live room as a browser does. */

export interface Heard {
  /** What the browser then has: it says so when it comes back. */
  id: string
  /** HTML of each panel that is new. */
  panels: Record<string, string>
}

export interface Listener {
  /** Gives the first of the events to come that is what is waited for. Throws when the line ends before. */
  until(wanted: (panels: Record<string, string>) => boolean): Promise<Heard>
  /** Hangs up. */
  leave(): Promise<void>
}

export function listening(line: Response): Listener {
  const reader = line.body!.pipeThrough(new TextDecoderStream()).getReader()
  let kept = ''
  const waiting: Heard[] = []
  return {
    async until(wanted) {
      for (;;) {
        for (let heard = waiting.shift(); heard; heard = waiting.shift()) if (wanted(heard.panels)) return heard
        const { value, done } = await reader.read()
        if (done) throw new Error('The line ended')
        const events = (kept + value).split('\n\n')
        kept = events.pop()!
        waiting.push(...events.map(read).filter((heard) => heard !== null))
      }
    },
    leave: () => reader.cancel(),
  }
}

function read(event: string): Heard | null {
  const [, id, data] = /^id: (.*)\nevent: panels\ndata: (.*)$/.exec(event) ?? []
  return id && data ? { id, panels: JSON.parse(data) as Record<string, string> } : null
}
