/** The OpenAPI 3.1 document of the API, from the declarations of the verbs and queries. */
import type { Callable } from '../verb.ts'
import { exampleOf } from './example.ts'
import { problems } from './problems.ts'
import { schemaOf, type Schema } from './schema.ts'

/** Calls within a community say which one. It belongs to every call and to the schema of none. */
export const communityField: Schema = {
  type: 'string',
  description:
    'The community that the call is about: the word for it in the address of its pages. Needed wherever something belongs to a community.',
  examples: ['thuto'],
}

/** The document for an installation at `siteUrl`. */
export function openApi(siteUrl: string, callables: ReadonlyMap<string, Callable>): object {
  const rooms = [...new Set([...callables.keys()].map(roomOf))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Copse',
      version: '1',
      summary: 'What a person can do on the pages, a program can do with that person’s rights.',
      description:
        'Every call is a verb (POST, changes something) or a query (GET, changes nothing). Calls that change something are done once ' +
        'however often they are sent with the same Idempotency-Key; votes, questions, positions and the pulse know none, so that nothing is kept of who said what. A long list comes in pages: where an answer has `next`, the same call ' +
        'with it as `after` goes on. Errors are problem details (RFC 9457) with a code and, for fields, one issue each.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${siteUrl}/api/v1` }],
    security: [{ token: [] }, {}],
    tags: rooms.map((name) => ({ name })),
    paths: Object.fromEntries([...callables].map(([called, callable]) => [`/${called}`, pathOf(called, callable)])),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: `A personal token, made at ${siteUrl}/account/tokens. Without one a call has the rights of a visitor.`,
        },
      },
      schemas: { Problem: problemSchema },
      responses: Object.fromEntries(
        problems.map(({ status, code, says }) => [response(status), problemResponse(siteUrl, status, code, says)]),
      ),
    },
  }
}

export const roomOf = (called: string): string => called.split('.')[0]!

function pathOf(called: string, callable: Callable): object {
  const operation = {
    operationId: called,
    tags: [roomOf(called)],
    summary: callable.does,
    description: `**Who may:** ${callable.who}\n\n**Scope of a token:** \`${scopeOf(callable)}\` or \`${roomOf(called)}:${scopeOf(callable)}\`.`,
  }
  const refused = (statuses: number[]) =>
    Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${response(status)}` }]))
  const done = { 200: { description: 'What the call gives.', content: { 'application/json': { schema: {} } } } }
  if (callable.is === 'query') {
    return {
      get: {
        ...operation,
        parameters: parametersOf(callable),
        responses: { ...done, ...refused([401, 403, 404, 422, 429, 500]) },
      },
    }
  }
  return {
    post: {
      ...operation,
      parameters: callable.leavesNoTrace ? [] : [idempotencyKey],
      requestBody: { required: true, content: { 'application/json': bodyOf(callable) } },
      responses: { ...done, ...refused([400, 401, 403, 404, 409, 413, 415, 422, 429, 500]) },
    },
  }
}

export function scopeOf(callable: Callable): 'read' | 'write' {
  return callable.is === 'query' ? 'read' : 'write'
}

function parametersOf(callable: Callable): object[] {
  const { properties = {}, required = [] } = schemaOf(callable)
  const own = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
    ...(required.includes(name) ? { example: exampleOf(schema, name) } : {}),
  }))
  return [{ name: 'community', in: 'query', schema: communityField }, ...own.filter(({ name }) => name !== 'community')]
}

function bodyOf(callable: Callable): object {
  const schema = schemaOf(callable)
  return {
    schema: { ...schema, properties: { community: communityField, ...schema.properties } },
    example: { community: 'thuto', ...(exampleOf(schema) as object) },
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Any text that is new for each thing to do; without a token 36 characters or more, drawn by chance. The same call with the same key is done once, and gets the first answer again.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

const problemSchema: Schema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri', description: 'Where this kind of problem is explained.' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What happened and what to do, in the language asked for.' },
    code: { type: 'string', description: 'The same in every language: `events.full`.' },
    params: { type: 'object', description: 'What the sentence is filled with.', additionalProperties: true },
    issues: {
      type: 'array',
      description: 'What is wrong with single fields, all at once.',
      items: {
        type: 'object',
        required: ['field', 'code', 'detail'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

function problemResponse(siteUrl: string, status: number, code: string, says: string): object {
  const example = { type: `${siteUrl}/api/v1#problem-${status}`, title: says, status, code }
  return {
    description: says,
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  }
}

const response = (status: number): string => `Problem${status}`
