/** Answers that are kept back until they are whole, so that they go out in one piece, with their length. */
import type { ServerResponse } from 'node:http'

/** Bytes that one answer may hold; a larger one flows on as it comes. */
const largest = 1_000_000
const text = /^(?!text\/event-stream)(text\/|image\/svg|application\/([\w.-]+\+)?(json|xml|yaml)\b)/

/**
 * Keeps back what a handler writes to `res` if it is text that nobody has compressed. `done` gets the whole body, may set
 * headers, and gives what is sent in its place. The handler has to call `writeHead`, with the status alone.
 */
export function whenWhole(res: ServerResponse, done: (body: Buffer) => Buffer): void {
  const { writeHead } = res
  res.writeHead = (status: number, ...rest: unknown[]) => {
    res.writeHead = writeHead
    const fits =
      rest.length === 0 && !res.hasHeader('content-encoding') && text.test(String(res.getHeader('content-type')))
    if (!fits) return Reflect.apply(writeHead, res, [status, ...rest])
    res.statusCode = status
    keepBack(res, done)
    return res
  }
}

function keepBack(res: ServerResponse, done: (body: Buffer) => Buffer): void {
  const { write, end } = res
  const letGo = (): void => void Object.assign(res, { write, end })
  const kept: Uint8Array[] = []
  let size = 0

  res.write = (chunk: Uint8Array) => {
    kept.push(chunk)
    size += chunk.length
    if (size <= largest) return true
    letGo()
    return res.write(Buffer.concat(kept))
  }
  res.end = (chunk?: unknown) => {
    letGo()
    if (chunk !== undefined) kept.push(Buffer.from(chunk as string))
    // Nothing to say is an answer, too: to HEAD, say, whose headers speak of the body it does not get.
    if (kept.length === 0) return res.end()
    const body = done(Buffer.concat(kept))
    return res.setHeader('content-length', body.length).end(body)
  }
}
