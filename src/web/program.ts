/** What a program tells about itself before its call is read. */

/** What somebody shows to the API: a token and nothing else. A cookie would let any page act for its reader. */
export function tokenOf(request: Request): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** The community that a call is about, as its address or a header says. */
export function communityOfCall({ url, request }: { url: URL; request: Request }): string | undefined {
  return url.searchParams.get('community') ?? request.headers.get('copse-community') ?? undefined
}
