/**
 * Scans that the server has not answered yet, and answers that a volunteer still has to read. A scan is kept before it
 * is sent and forgotten when it is answered, so that none is lost, whatever happens to the network or to the phone.
 */

/** One scan; its id makes it the same however often it is sent. */
export interface KeptScan {
  readonly scanId: string
  /** What was shown: a ticket's code, or a guest picked from the list. */
  readonly code?: string
  readonly holderId?: string
  readonly scannedAt: number
  /** For whoever reads what came of it; empty when nobody knew. */
  readonly name: string
}

/** A guest who was let in without network, and should not have been, or was in already. */
export interface Conflict {
  readonly scanId: string
  readonly name: string
  readonly scannedAt: number
  readonly note: string
}

function listAt<Item>(key: string): readonly Item[] {
  const kept: unknown = wx.getStorageSync(key)
  return Array.isArray(kept) ? (kept as Item[]) : []
}

const scansKey = (eventId: string) => `door-scans:${eventId}`
const conflictsKey = (eventId: string) => `door-conflicts:${eventId}`

export const keptScans = (eventId: string): readonly KeptScan[] => listAt(scansKey(eventId))

export function keepScan(eventId: string, scan: KeptScan): void {
  wx.setStorageSync(scansKey(eventId), [...keptScans(eventId), scan])
}

/** Forgets scans that were answered. */
export function dropScans(eventId: string, scanIds: readonly string[]): void {
  const left = keptScans(eventId).filter(({ scanId }) => !scanIds.includes(scanId))
  if (left.length === 0) wx.removeStorageSync(scansKey(eventId))
  else wx.setStorageSync(scansKey(eventId), left)
}

export const keptConflicts = (eventId: string): readonly Conflict[] => listAt(conflictsKey(eventId))

/** Keeps what has to be read, once for each scan. */
export function keepConflicts(eventId: string, conflicts: readonly Conflict[]): void {
  const known = keptConflicts(eventId)
  const fresh = conflicts.filter(({ scanId }) => !known.some((one) => one.scanId === scanId))
  if (fresh.length > 0) wx.setStorageSync(conflictsKey(eventId), [...known, ...fresh])
}

/** Forgets one that was read. */
export function dropConflict(eventId: string, scanId: string): void {
  const left = keptConflicts(eventId).filter((one) => one.scanId !== scanId)
  if (left.length === 0) wx.removeStorageSync(conflictsKey(eventId))
  else wx.setStorageSync(conflictsKey(eventId), left)
}
