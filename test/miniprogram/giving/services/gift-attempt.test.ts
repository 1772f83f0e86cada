import {
  type Attempt,
  changed,
  forgetAttempt,
  keepAttempt,
  readAttempt,
  renewed,
} from '../../../../miniprogram/giving/services/gift-attempt'

// The phone's storage: what it returns is a copy, and '' where there is nothing.
const stored = new Map<string, string>()
beforeEach(() => stored.clear())
Object.assign(globalThis, {
  wx: {
    getStorageSync: (key: string) => JSON.parse(stored.get(key) ?? '""'),
    setStorageSync: (key: string, value: unknown) => stored.set(key, JSON.stringify(value)),
    removeStorageSync: (key: string) => stored.delete(key),
  },
})

const ordered: Attempt = {
  amountFen: 8800,
  isAnonymous: false,
  donor: { kind: 'person' },
  message: '',
  attemptKey: 'key',
  orderNo: 'D1',
}

describe('an intent to give', () => {
  test('comes back as it was kept, with the same key, so that sending it again is the same order', () => {
    keepAttempt('project', ordered)
    expect(readAttempt('project')).toEqual(ordered)
  })

  test('of one project is nothing to another', () => {
    keepAttempt('project', ordered)
    expect(readAttempt('other')).toMatchObject({ amountFen: 0, orderNo: '' })
    expect(readAttempt('other').attemptKey).not.toBe(ordered.attemptKey)
  })

  test('with another amount or another wish about the name is another order', () => {
    for (const change of [
      { amountFen: 100 },
      { isAnonymous: true },
      { message: '饮水思源' },
      { donor: { kind: 'class', bodyId: 'c1' } as const },
    ]) {
      const next = changed(ordered, change)
      expect(next).toMatchObject({ ...change, orderNo: '' })
      expect(next.attemptKey).not.toBe(ordered.attemptKey)
    }
  })

  test('chosen anew just as it was remains the same order', () => {
    expect(changed(ordered, { amountFen: 8800, isAnonymous: false })).toBe(ordered)
  })

  test('renewed keeps the wish and nothing else', () => {
    const next = renewed(ordered)
    expect(next).toMatchObject({ amountFen: 8800, isAnonymous: false, orderNo: '' })
    expect(next.attemptKey).not.toBe(ordered.attemptKey)
  })

  test('is forgotten with its own order only', () => {
    keepAttempt('project', ordered)
    forgetAttempt('project', 'D2')
    expect(readAttempt('project')).toEqual(ordered)
    forgetAttempt('project', 'D1')
    expect(readAttempt('project').amountFen).toBe(0)
  })
})
