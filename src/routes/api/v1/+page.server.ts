import { exampleOf, fieldsOf, problems, roomOf, schemaOf, scopeOf } from '#server/api/index.ts'
import { apiCallables } from '#server/callables.ts'

export const load = (event) => {
  const { url } = event.locals.ctx.site
  const calls = [...apiCallables].map(([called, callable]) => ({
    called,
    room: roomOf(called),
    method: callable.is === 'query' ? 'GET' : 'POST',
    does: callable.does,
    who: callable.who,
    scope: scopeOf(callable),
    fields: fieldsOf(callable),
    example: exampleOf(schemaOf(callable)) as Record<string, unknown>,
  }))
  return { url, rooms: Object.entries(Object.groupBy(calls, ({ room }) => room)), problems }
}
