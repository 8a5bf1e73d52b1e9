/** Reading a context, told in one line each, for the tests of reading. */
import { Invalid, type Issue } from '#server/errors.ts'
import { readContext } from '#server/design/context/read.ts'

export const least = 'community: { name: Test }\nscope: { members: 50 }\n'

export function problems(source: string | object, options?: Parameters<typeof readContext>[1]): Issue[] {
  try {
    readContext(source, options)
  } catch (problem) {
    if (problem instanceof Invalid) return problem.issues
    throw problem
  }
  return []
}
export const codes = (source: string | object) => problems(source).map(({ path, code }) => `${path.join('.')} ${code}`)
export const withAnswers = (yaml: string) => codes(`${least}${yaml}`)
export const read = (yaml: string) => readContext(`${least}${yaml}`)
