/** Whatever goes wrong in the mini-program's own scripts is shown in red and kept for tests. */

export const errors: string[] = []

type ErrorListener = (message: string) => void
type RejectionListener = (event: { reason: unknown; promise: Promise<unknown> }) => void

export const errorListeners = new Set<ErrorListener>()
export const rejectionListeners = new Set<RejectionListener>()

/** An error may come by twice: where it is thrown and where it arrives. */
const reported = new WeakSet<object>()

/** Records one error, once, and shows it. `where` says what was running. */
export function report(error: unknown, where?: string): void {
  if (typeof error === 'object' && error !== null) {
    if (reported.has(error)) return
    reported.add(error)
  }
  const message = `${where ? `${where}: ` : ''}${sentenceOf(error)}`
  errors.push(message)
  console.error(message, error)
  showBanner(message)
  for (const listener of errorListeners) listener(message)
}

/** The error of using what the preview does not have; its banner says so by name. */
class UnsupportedError extends Error {
  constructor(readonly feature: string) {
    super(`${feature} 在预览中不支持`)
    this.name = 'UnsupportedError'
  }
}

/** Throws, and shows even where the caller swallows the error. */
export function unsupported(feature: string): never {
  const error = new UnsupportedError(feature)
  report(error)
  throw error
}

export function watchErrors(): void {
  window.addEventListener('error', (event) => {
    if (event.error) report(event.error)
  })
  window.addEventListener('unhandledrejection', (event) => {
    for (const listener of rejectionListeners) listener({ reason: event.reason, promise: event.promise })
    report(event.reason, '未处理的 Promise 拒绝')
  })
}

function sentenceOf(error: unknown): string {
  if (error instanceof Error) return error.message
  if (typeof error === 'object' && error !== null && 'errMsg' in error) return String(error.errMsg)
  return String(error)
}

function showBanner(message: string): void {
  let banner = document.querySelector('.phone-errors')
  if (!banner) {
    banner = document.createElement('div')
    banner.className = 'phone-errors'
    banner.setAttribute('role', 'alert')
    banner.addEventListener('click', () => banner?.remove())
    document.body.append(banner)
  }
  const line = document.createElement('p')
  line.textContent = message
  banner.append(line)
  while (banner.children.length > 4) banner.firstElementChild?.remove()
}
