/** Members and guests who act behind a secret address or by mail, as the room of communities knows them. */
export { asMember, inCommunity } from '../communities/index.ts'
