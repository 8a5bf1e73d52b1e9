import { largestContext, sayIssue, start } from '#server/design/index.ts'
import { Invalid, TooMany } from '#server/errors.ts'
import { newSecret } from '#server/foundations/id.ts'
import { sentence } from '#web/errors.ts'
import { keepFlash } from '#web/flash.ts'
import { formOf } from '#web/form.ts'
import { fail, redirect, type RequestEvent } from '@sveltejs/kit'
import { keyFor, rememberDraft } from '../begin.ts'

export const load = () => ({ key: newSecret() })

/** What the fields around a file add to a request. */
const around = 10_000

export const actions = {
  default: async (event: RequestEvent) => {
    const { w, ctx } = event.locals
    const told = (text: string, found: string[] = []) => fail(422, { problems: { file: text }, found })
    // A file of 50 MB is refused by its length, before anything of it is read.
    const bytes = Number(event.request.headers.get('content-length'))
    if (bytes > largestContext + around)
      return told(w('context.errors.too-large', { found: megabytes(bytes), most: megabytes(largestContext) }))
    const form = await formOf(event, event.request)
    const file = form.get('file')
    if (!(file instanceof File) || file.size === 0) return told(w('studio.upload.none'))
    const text = await file.text()
    try {
      const { design, key, notes } = await start.run(ctx, {
        key: keyFor(form.get('key'), text),
        file: text,
        filename: file.name.slice(-300),
      })
      rememberDraft(event, design, key)
      keepFlash(event, 'studio.upload.done', { notes })
      redirect(303, `/design/${design}`)
    } catch (problem) {
      if (problem instanceof TooMany) return fail(429, { problems: { '': sentence(problem, w) }, found: [] })
      if (!(problem instanceof Invalid)) throw problem
      return told(
        w('studio.upload.problems', { count: problem.issues.length }),
        problem.issues.map((issue) => sayIssue(ctx.locale, issue)),
      )
    }
  },
}

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10
