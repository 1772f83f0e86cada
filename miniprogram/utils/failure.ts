/** How a page shows that something did not work. */
import { AppError, type FieldMessages } from '../contract/errors'

export interface Failure {
  readonly state: 'offline' | 'error'
  readonly message: string
}

/** Offline is shown as such; everything else by its sentence. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof AppError)) {
    console.error(error)
    return { state: 'error', message: '页面出错了，请稍后再试' }
  }
  return { state: error.code === 'OFFLINE' ? 'offline' : 'error', message: error.message }
}

/** The sentences to show beside fields, when that is what was wrong. */
export const fieldMessagesOf = (error: unknown): FieldMessages =>
  error instanceof AppError ? (error.fields ?? {}) : {}
