/** Notes of several people, into the sections of the record. */
export { myNoteMarks, notes, readDeskNotes, readNotes, type Note, type Notes } from './read.ts'
export { addNote, editNote, noteToEdit, takeNoteOut } from './write.ts'
export { noteSections } from './sections.ts'
