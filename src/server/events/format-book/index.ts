/** The community's book of event formats: read, changed, added to, retired. */
export { formatBook, formatPage } from './read.ts'
export { formatChoices, pulseQuestions } from './names.ts'
export { startFrom } from './start.ts'
export { addFormat, changeFormat, restoreFormat, retireFormat, saveTemplate } from './tend.ts'
