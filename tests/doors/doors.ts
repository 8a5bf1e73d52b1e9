/** Every door of the house, read from the folders of the routes. */
import { files } from '../house/source.ts'

export interface Door {
  /** The route's folder: `/[community]/events/[id]`. */
  route: string
  /** Names of its form actions; `default` for the unnamed one. */
  actions: string[]
  hasPage: boolean
  isEndpoint: boolean
}

const modules = import.meta.glob<{ actions?: Record<string, unknown> }>('/src/routes/**/+page.server.ts')

/** All doors. Loading them needs Vite, so this works in tests only. */
export async function allDoors(): Promise<Door[]> {
  const found = files('src/routes', '+page.svelte', '+page.server.ts', '+server.ts')
  const routes = [...new Set(found.map((path) => path.replace(/^src\/routes/, '').replace(/\/\+[^/]+$/, '') || '/'))]
  return Promise.all(
    routes.map(async (route) => {
      const folder = `/src/routes${route === '/' ? '' : route}`
      const load = modules[`${folder}/+page.server.ts`]
      const actions = load ? Object.keys((await load()).actions ?? {}) : []
      const has = (file: string) => found.includes(`${folder.slice(1)}/${file}`)
      return { route, actions, hasPage: has('+page.svelte'), isEndpoint: has('+server.ts') }
    }),
  )
}
