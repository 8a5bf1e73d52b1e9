/**
 * Which queries a piece of work sends. A page that a member sees sends five at most (see the bench).
 */
import { AsyncLocalStorage } from 'node:async_hooks'

const counted = new AsyncLocalStorage<string[]>()

/** Runs `fn` and gives its result with the SQL of every statement that it sent, on whatever connection. */
export async function countQueries<T>(fn: () => Promise<T>): Promise<{ result: T; queries: string[] }> {
  const queries: string[] = []
  const result = await counted.run(queries, fn)
  return { result, queries }
}

/** Notes one statement, where somebody counts. */
export function count(sql: string): void {
  counted.getStore()?.push(sql)
}
