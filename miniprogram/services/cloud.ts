/** The only user of wx.cloud: one typed call for every action of the contract. */
import { AppError, isErrorCode } from '../contract/errors'
import type { ActionName, Input, Output, Reply } from '../contract/index'

/** Prepares the cloud; once, when the app starts. */
export function startCloud(): void {
  wx.cloud.init({ traceUser: true })
}

/**
 * Calls an action and returns its result. Refusals are thrown as the same AppError that the cloud threw; when the
 * cloud cannot be reached, or its answer is lost, as OFFLINE: then nobody knows whether it was done, and the same
 * call may be sent again, because every action that changes something is safe to repeat.
 */
export async function call<Name extends ActionName>(action: Name, input: Input<Name>): Promise<Output<Name>> {
  const reply = await send({ action, input })
  if (reply.ok) return reply.data as Output<Name>
  const { code, message, fields, requestId } = reply.error
  throw new AppError(isErrorCode(code) ? code : 'INTERNAL', {
    message,
    requestId,
    ...(fields ? { fields } : {}),
  })
}

/**
 * Sends a file of the phone up to the cloud's storage, where only the person who sent it, and functions, can read it.
 * @returns its fileID @throws AppError OFFLINE
 */
export async function sendFile(cloudPath: string, filePath: string): Promise<string> {
  try {
    const { fileID } = await wx.cloud.uploadFile({ cloudPath, filePath })
    return fileID
  } catch (error) {
    console.warn('file not sent', (error as { errMsg?: string }).errMsg)
    throw new AppError('OFFLINE')
  }
}

async function send(data: { action: string; input: unknown }): Promise<Reply<unknown>> {
  try {
    const { result } = await wx.cloud.callFunction({ name: 'api', data })
    return result as unknown as Reply<unknown>
  } catch (error) {
    console.warn('cloud call failed', data.action, (error as { errMsg?: string }).errMsg)
    throw new AppError('OFFLINE')
  }
}
