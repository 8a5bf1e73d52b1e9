/** What a personal token may be used for. */
export const scopes = ['read', 'write'] as const
export type Scope = (typeof scopes)[number]

/**
 * Whether a token reaches a verb or query. A scope is `read` or `write` for everything, or the same for one room
 * (`events:read`); writing includes reading.
 */
export function mayUseToken(granted: readonly string[], is: 'verb' | 'query', called: string): boolean {
  const room = called.split('.')[0]
  const needed = is === 'query' ? ['read', 'write'] : ['write']
  return granted.some((scope) => {
    const [first, second] = scope.split(':')
    return second === undefined ? needed.includes(first!) : first === room && needed.includes(second)
  })
}
