/**
 * Links with which whoever got a letter acts without signing in. Stewards read the letters of their community, and must not
 * act for anybody by that: what a poll, a pulse or a position says may be promised to lead to nobody (decisions 005 and 008).
 */

/** Behind all of `/in/` somebody speaks for themselves: polls, pulses, positions, loop-backs, actions, what mail they want. */
const voices = /(https?:\/\/[^\s/]+\/in\/)\S+/g
/** What a steward hands on by another way where this installation sends no mail, and could do for them signed in as well. */
const waysIn =
  /(https?:\/\/[^\s/]+\/(?:[^\s/]+\/invitation\/|[^\s/]+\/events\/[^\s/]+\/(?:guest|place)\/|sign-in\/code\?))\S+/g

/** Addresses of ours at which a mail speaks for whom they were given to: they are signed. */
const addresses = /([+-])[a-z2-7]{42}(?=@)/gi

/** A letter of ours as stewards read it. `handsOn`: this installation sends no mail. */
export function withoutOwnLinks(text: string, handsOn: boolean): string {
  const silent = text.replace(voices, '$1…').replace(addresses, '$1…')
  return handsOn ? silent : silent.replace(waysIn, '$1…')
}

/** A mail that came in, as far as stewards read it: what a mail server gives back of a letter of ours is left out. */
export function withoutReturned(raw: string): string {
  const [own = ''] = raw.split(/^content-type:\s*(?:message|text)\/rfc822/im)
  return withoutOwnLinks(own, false) + (own === raw ? '' : '…\n')
}
