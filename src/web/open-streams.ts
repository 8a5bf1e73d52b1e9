/** Answers that never end by themselves: a server that stops has to end them. */
import type { ServerResponse } from 'node:http'

export interface OpenStreams {
  /** Remembers the answer as long as it flows, if it turns out to be a stream of events. */
  watch(res: ServerResponse): void
  /** Ends all of them, and those to come. Browsers ask again by themselves. */
  end(): void
}

export function openStreams(): OpenStreams {
  const open = new Set<ServerResponse>()
  let ending = false
  return {
    watch(res) {
      const { writeHead } = res
      res.writeHead = (...rest: unknown[]) => {
        res.writeHead = writeHead
        if (String(res.getHeader('content-type')).startsWith('text/event-stream')) {
          if (ending) queueMicrotask(() => res.destroy())
          open.add(res.once('close', () => open.delete(res)))
        }
        return Reflect.apply(res.writeHead, res, rest)
      }
    },
    end() {
      ending = true
      for (const res of open) res.end()
    },
  }
}
