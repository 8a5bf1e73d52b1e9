import { expect, test } from 'vitest'
import { meetingKind } from './meeting-kind.ts'

test.each([
  ['https://us02web.zoom.us/j/81234567890?pwd=abc', 'Zoom'],
  ['https://teams.microsoft.com/l/meetup-join/19%3ameeting_x', 'Microsoft Teams'],
  ['https://teams.live.com/meet/9312345', 'Microsoft Teams'],
  ['https://meet.google.com/abc-defg-hij', 'Google Meet'],
  ['https://meet.jit.si/ThutoClinic', 'Jitsi'],
  ['https://jitsi.education.gov.za/clinic', 'Jitsi'],
  ['https://bbb.ministry.example/b/tha-3fk-9ab', 'BigBlueButton'],
  ['https://learn.example.org/rooms/tha-3fk-9ab-x1z/join', 'BigBlueButton'],
  ['https://meet.example.org/thuto', null],
  // The name of another in the address does not make it theirs.
  ['https://example.org/zoom.us', null],
  ['https://zoom.us.example.org/j/1', null],
])('%s is %s', (link, kind) => expect(meetingKind(link)).toBe(kind))
