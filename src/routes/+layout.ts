// Pages ship no script; a page with a live part says so itself.
export const csr = false
export const ssr = true
export const prerender = false
