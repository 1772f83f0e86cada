/** How a page shows that something did not work. */
import { AppError, type FieldMessages } from '../contract/errors'

export interface Failure {
  /** gone: there is nothing to open here, and trying again would not change it. */
  readonly state: 'offline' | 'error' | 'gone'
  readonly message: string
}

const goneCodes: ReadonlySet<string> = new Set(['NOT_FOUND', 'CODE_UNKNOWN', 'FORBIDDEN'])

function stateOf(code: string): Failure['state'] {
  if (code === 'OFFLINE') return 'offline'
  return goneCodes.has(code) ? 'gone' : 'error'
}

/** Nobody types an id: it came with the address of a page, which was cut short or is made up. */
const isOfAddress = (field: string) => /(?:Id|No|^scene|^opens)$/.test(field)

/** Whether all that is wrong is the address by which the page was opened. */
const isWrongAddress = ({ code, fields = {} }: AppError): boolean =>
  code === 'INVALID_INPUT' && Object.keys(fields).length > 0 && Object.keys(fields).every(isOfAddress)

/** Offline is shown as such; everything else by its sentence. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof AppError)) {
    console.error(error)
    return { state: 'error', message: '页面出错了，请稍后再试' }
  }
  if (isWrongAddress(error)) return failureOf(new AppError('NOT_FOUND'))
  return { state: stateOf(error.code), message: error.message }
}

/** The sentences to show beside fields, when that is what was wrong. */
export const fieldMessagesOf = (error: unknown): FieldMessages =>
  error instanceof AppError ? (error.fields ?? {}) : {}

/**
 * What a page shows after loading failed: without network, what is there stays and is marked as old; every other
 * failure is said, because calling it the network's would be untrue. `state` is the page's own.
 */
export function afterFailure(
  error: unknown,
  state: string,
): { readonly 'view.offline': true } | { readonly view: Failure } {
  const failure = failureOf(error)
  return failure.state === 'offline' && state === 'ready' ? { 'view.offline': true } : { view: failure }
}
