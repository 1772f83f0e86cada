/** The device's storage: one for each persona on each phone; it outlives reloads. */
import { persona, phoneNumber } from './host'

const prefix = `phone:${persona}:${phoneNumber}:`
/** https://developers.weixin.qq.com/miniprogram/dev/api/storage/wx.setStorage.html */
const entryLimitBytes = 1024 * 1024
const totalLimitBytes = 10 * 1024 * 1024

const names = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix))
const sizeOf = (text: string) => new Blob([text]).size

export const storage = {
  keys: () => names().map((name) => name.slice(prefix.length)),
  has: (key: string) => localStorage.getItem(prefix + key) !== null,
  /** The value, or an empty string where there is none, as on a phone. */
  get(key: string): unknown {
    const text = localStorage.getItem(prefix + key)
    return text === null ? '' : (JSON.parse(text) as { value?: unknown }).value
  },
  set(key: string, value: unknown): void {
    const text = JSON.stringify({ value })
    if (sizeOf(text) > entryLimitBytes) throw new Error('exceed max size 1MB for one entry')
    if (storage.sizeBytes() + sizeOf(text) > totalLimitBytes) throw new Error('exceed max size 10MB')
    localStorage.setItem(prefix + key, text)
  },
  remove: (key: string) => localStorage.removeItem(prefix + key),
  clear: () => {
    for (const name of names()) localStorage.removeItem(name)
  },
  sizeBytes: () => names().reduce((sum, name) => sum + sizeOf(localStorage.getItem(name) ?? ''), 0),
  limitBytes: totalLimitBytes,
}
