/** The rooms that hold something about people. The account itself comes last: the others look things up by it. */
import type { PersonalData } from '../foundations/personal-data.ts'
import { personalData as communities } from '../communities/index.ts'
import { personalData as people } from '../people/index.ts'

export const rooms: readonly PersonalData[] = [communities, people]
