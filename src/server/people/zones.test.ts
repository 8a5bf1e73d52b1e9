import { expect, test } from 'vitest'
import { zonesByContinent } from './zones.ts'

const all = Object.values(zonesByContinent()).flat()

test('every zone is one that the running zone data knows, and stands once', () => {
  for (const { zone } of all)
    expect(() => Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)).not.toThrow()
  expect(new Set(all.map(({ zone }) => zone)).size).toBe(all.length)
})

test('places go by their name of today', () => {
  expect(all).toContainEqual({ zone: 'Asia/Kolkata', city: 'Kolkata' })
  expect(all).toContainEqual({ zone: 'Europe/Kyiv', city: 'Kyiv' })
  expect(all.map(({ zone }) => zone)).not.toContain('Asia/Calcutta')
})

test('a renamed zone keeps the time of the one that was listed', () => {
  const noon = Temporal.Instant.from('2026-07-01T12:00:00Z')
  const offered = new Set(all.map(({ zone }) => zone))
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const same =
      offered.has(listed) ||
      [...offered].some((zone) => noon.toZonedDateTimeISO(zone).equals(noon.toZonedDateTimeISO(listed)))
    expect(same, listed).toBe(true)
  }
})
