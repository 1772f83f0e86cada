/** wx: the device's storage, at once and by callback. */
import { storage } from '../storage'
import { wxFunction } from './api'

interface Entry {
  key: string
  data?: unknown
}

const info = () => ({
  keys: storage.keys(),
  currentSize: Math.ceil(storage.sizeBytes() / 1024),
  limitSize: storage.limitBytes / 1024,
})

export const storageApi = {
  setStorageSync: storage.set,
  getStorageSync: storage.get,
  removeStorageSync: storage.remove,
  clearStorageSync: storage.clear,
  getStorageInfoSync: info,
  setStorage: wxFunction('setStorage', ({ key, data }: Entry) => storage.set(key, data)),
  getStorage: wxFunction('getStorage', ({ key }: Entry) => {
    if (!storage.has(key)) throw new Error('data not found')
    return { data: storage.get(key) }
  }),
  removeStorage: wxFunction('removeStorage', ({ key }: Entry) => storage.remove(key)),
  clearStorage: wxFunction('clearStorage', storage.clear),
  getStorageInfo: wxFunction('getStorageInfo', info),
}
