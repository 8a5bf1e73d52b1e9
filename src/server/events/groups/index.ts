/** Groups of those who are in the live room. */
export { dissolveGroups, leaveGroup, makeGroups, placeLatecomers } from './make.ts'
export { groups, myGroupMarks, readGroups, type Groups } from './read.ts'
