import { contextJsonSchema } from '#server/design/index.ts'

export const GET = () => Response.json(contextJsonSchema(), { headers: { 'content-type': 'application/schema+json' } })
