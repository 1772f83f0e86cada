/** What was typed is kept on the phone until it is sent, also across a crash. */

const keyOf = (form: string) => `draft:${form}`

/** Keeps the values of a form. */
export function keepDraft(form: string, values: object): void {
  wx.setStorageSync(keyOf(form), values)
}

/** The values kept, or undefined. */
export function readDraft<Values extends object>(form: string): Values | undefined {
  const kept: unknown = wx.getStorageSync(keyOf(form))
  return typeof kept === 'object' && kept !== null ? (kept as Values) : undefined
}

/** Forgets a form that was sent. */
export function dropDraft(form: string): void {
  wx.removeStorageSync(keyOf(form))
}

/**
 * A key for one intent, made once and kept with its draft, so that sending it again means the same thing.
 * It need not be secret, only different each time: the server ties it to the person.
 */
export const newKey = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`
