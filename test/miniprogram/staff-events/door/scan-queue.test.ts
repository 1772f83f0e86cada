import { forgetPastDoors, keepDoor, keptDoor } from '../../../../miniprogram/services/kept-doors'
import {
  dropConflict,
  dropScans,
  keepConflicts,
  keepScan,
  keptConflicts,
  keptScans,
} from '../../../../miniprogram/staff-events/services/scan-queue'

/** The phone's storage, which keeps values as JSON does. */
const stored = new Map<string, string>()
beforeEach(() => stored.clear())
Object.assign(globalThis, {
  wx: {
    getStorageSync: (key: string) => JSON.parse(stored.get(key) ?? '""'),
    setStorageSync: (key: string, value: unknown) => stored.set(key, JSON.stringify(value)),
    removeStorageSync: (key: string) => stored.delete(key),
    getStorageInfoSync: () => ({ keys: [...stored.keys()] }),
  },
})

const scan = (scanId: string) => ({ scanId, code: `ticket.e.${scanId}`, scannedAt: 5, name: '' })

describe('scans that wait to be sent', () => {
  test('are kept in order, each event its own, until they are answered', () => {
    for (const scanId of ['a', 'b', 'c']) keepScan('event', scan(scanId))
    keepScan('other', scan('d'))
    dropScans('event', ['b'])
    expect(keptScans('event').map(({ scanId }) => scanId)).toEqual(['a', 'c'])
    dropScans('event', ['a', 'c'])
    expect(keptScans('event')).toEqual([])
    expect(keptScans('other')).toHaveLength(1)
  })

  test('leave what has to be read of them once, though they are sent twice', () => {
    const conflict = { scanId: 'a', name: '周书恒', scannedAt: 5, note: '' }
    keepConflicts('event', [conflict])
    keepConflicts('event', [conflict, { ...conflict, scanId: 'b' }])
    expect(keptConflicts('event').map(({ scanId }) => scanId)).toEqual(['a', 'b'])
    dropConflict('event', 'a')
    dropConflict('event', 'b')
    expect(stored.size).toBe(0)
  })
})

test('the guests of an event are forgotten in time, and what was not sent yet is not', () => {
  const kept = (forgetAt: number) => ({ door: {}, guests: [], keptAt: 1, forgetAt }) as never
  keepDoor('past', kept(100))
  keepDoor('coming', kept(300))
  keepScan('past', scan('a'))
  expect(keptDoor('past', 100)).toBeUndefined()
  forgetPastDoors(200)
  expect([...stored.keys()].sort()).toEqual(['door-scans:past', 'door:coming'])
})
