/** Home as this phone last saw it: shown at once when the mini-program is opened, and never replaced by an older one. */
import type { Home } from '../contract/celebration'

// A number, so that what an older version kept is not taken for it.
const storageKey = 'home:2'

export function keptHome(): Home | undefined {
  const kept: unknown = wx.getStorageSync(storageKey)
  return typeof kept === 'object' && kept !== null ? (kept as Home) : undefined
}

/** Keeps the newer of two; returns it. What came from a colder instance may be older than what one has just changed. */
export function keepHome(home: Home): Home {
  const kept = keptHome()
  if (kept && kept.takenAt > home.takenAt) return kept
  wx.setStorageSync(storageKey, home)
  return home
}
