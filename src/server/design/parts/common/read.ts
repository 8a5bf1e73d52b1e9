import type { Decided, Json } from '../../basics.ts'

/** What a mandatory item asks for; `undefined` where no rule made it mandatory. */
export function required<T extends Json = Json>(decided: Decided, path: string): T | undefined {
  return decided.requirements.find((item) => item.id === path)?.value as T | undefined
}

/** What the rules advise at a path; `undefined` where they do not. */
export function recommended<T extends Json = Json>(decided: Decided, path: string): T | undefined {
  return decided.recommendations.find((item) => item.id === path)?.value as T | undefined
}

/** Whether an answer that is a list holds any of these. */
export function answered(decided: Decided, id: string, ...any: string[]): boolean {
  const given = decided.answer<Json>(id)
  return Array.isArray(given) && any.some((one) => given.includes(one))
}

/** The working languages, most used first (ISO 639-1). */
export function languagesOf(decided: Decided): string[] {
  const given = decided.answer<Json>('scope.languages')
  return Array.isArray(given) && given.length > 0 ? given.map(String) : [decided.locale]
}
