/** A person's data, out of every room: to take away, and to erase. */
export { eraseMe } from './erase-me.ts'
export { myData } from './my-data.ts'
export { rooms } from './rooms.ts'
