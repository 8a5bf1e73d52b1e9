import { exampleText } from '#server/design/index.ts'

export const GET = () =>
  new Response(exampleText('02-national-network'), { headers: { 'content-type': 'application/yaml; charset=utf-8' } })
