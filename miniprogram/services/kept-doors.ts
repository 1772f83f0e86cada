/** What a volunteer's phone keeps of a door, so that it judges without network: for that event, and not for long. */
import type { DoorGuest } from '../contract/door'
import type { Output } from '../contract/index'

export interface KeptDoor {
  readonly door: Output<'events.readDoor'>
  readonly guests: readonly DoorGuest[]
  readonly keptAt: number
  /** When it must be gone. */
  readonly forgetAt: number
}

const prefix = 'door:'
const keyOf = (eventId: string) => `${prefix}${eventId}`

export function keepDoor(eventId: string, door: KeptDoor): void {
  wx.setStorageSync(keyOf(eventId), door)
}

/** The door as it was when the server was last reached; undefined when it never was, or its time is over. */
export function keptDoor(eventId: string, nowMs: number): KeptDoor | undefined {
  const kept: unknown = wx.getStorageSync(keyOf(eventId))
  const door = typeof kept === 'object' && kept !== null ? (kept as KeptDoor) : undefined
  return door && door.forgetAt > nowMs ? door : undefined
}

export function dropDoor(eventId: string): void {
  wx.removeStorageSync(keyOf(eventId))
}

/** Forgets the guests of events that are over; whenever the app starts. */
export function forgetPastDoors(nowMs: number): void {
  for (const key of wx.getStorageInfoSync().keys) {
    if (!key.startsWith(prefix)) continue
    const eventId = key.slice(prefix.length)
    if (!keptDoor(eventId, nowMs)) dropDoor(eventId)
  }
}
