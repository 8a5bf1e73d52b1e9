/** A design as the rows that launching makes of it. Pure: ids of circles are given. */
import type { Design } from '../design/index.ts'
import type { Shelf } from './shelves.ts'
import { events, formats, series } from './wanted/calendar.ts'
import type { Frame } from './wanted/frame.ts'
import { channels, contentTypes } from './wanted/knowledge.ts'
import { indicators, surveys } from './wanted/learning.ts'
import { circles, onboarding, roles } from './wanted/people.ts'
import { budget, checklist, triggers } from './wanted/stewardship.ts'

export type { Frame }

/** The shelves of a design, in the order in which they have to be written. */
export function shelvesOf(design: Design, frame: Frame): Shelf[] {
  return [
    circles(design),
    roles(design, frame),
    channels(design, frame),
    formats(design),
    series(design, frame),
    events(design, frame),
    contentTypes(design),
    onboarding(design, frame),
    indicators(design),
    surveys(design),
    budget(design),
    triggers(design),
    checklist(design, frame),
  ]
}
