/** Names of the cookies in which a stranger's choices are kept on their device. */
export const localeCookie = 'lang'
export const zoneCookie = 'zone'
