/** Notes of several people, into the sections of the record. */
export { myNoteMarks, notes, readDeskNotes, readNotes, type Note, type Notes } from './read.ts'
export { noteSections } from './sections.ts'
export { noteToEdit } from './to-edit.ts'
export { addNote, editNote, joinNotes, takeNoteOut } from './write.ts'
