import { myData } from '#server/personal-data/index.ts'
import { read } from '#web/read.ts'

export const GET = async (event) => {
  const data = await read(event, (ctx) => myData(ctx, {}))
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
      'cache-control': 'no-store',
    },
  })
}
