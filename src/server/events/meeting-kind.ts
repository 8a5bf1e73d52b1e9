/** What a link to a meeting belongs to: said on the button, so that people know what will open. */
const kinds = [
  ['Zoom', /(^|\.)(zoom\.us|zoomgov\.com|zoom\.com)$/],
  ['Microsoft Teams', /(^|\.)(teams\.microsoft\.com|teams\.live\.com|teams\.microsoft\.us)$/],
  ['Google Meet', /^(meet\.google\.com|g\.co)$/],
  ['Webex', /(^|\.)webex\.com$/],
  ['Skype', /(^|\.)skype\.com$/],
  ['WhatsApp', /(^|\.)whatsapp\.com$/],
  // These are run on many hosts: their own name is in the host, or the path is theirs.
  ['Jitsi', /^(meet\.jit\.si|8x8\.vc)$|(^|[.-])jitsi([.-]|$)|^framatalk\.org$/],
  ['BigBlueButton', /(^|[.-])(bbb|bigbluebutton|greenlight)([\d.-]|$)/],
] as const

/** `Zoom`, `Microsoft Teams` …; `null` for a link that says nothing about it. */
export function meetingKind(link: string): string | null {
  if (!URL.canParse(link)) return null
  const { hostname, pathname } = new URL(link)
  const known = kinds.find(([, host]) => host.test(hostname))
  if (known) return known[0]
  if (/^\/(rooms|b)\/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}/.test(pathname) || pathname.startsWith('/bigbluebutton/'))
    return 'BigBlueButton'
  return null
}
