/** The errors that the platform answers with, in its own words, so that code which reads a message works here too. */

/**
 * An error that goes back over the wire as `{code, message}`.
 * `code` is the platform's word; the SDK turns it into a number (-502005 and the like).
 */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'CloudError'
  }
}

const closing = 'Please check your request, but if the problem persists, contact us.'

export const collectionMissing = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. ${closing}`,
  )

export const collectionExists = () =>
  new CloudError('DATABASE_REQUEST_FAILED', `[ResourceUnavailable.ResourceExist] Table exist. ${closing}`)

export const duplicateKey = (collection: string, index: string, key: string) =>
  new CloudError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.Insert] multiple write errors: [{write errors: [{E11000 duplicate key error collection: tnt-local.${collection} index: ${index} dup key: ${key}}]}, {<nil>}]`,
  )

export const insertRefused = (reason: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation.Insert] ${reason}`)

export const updateRefused = (reason: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation.Update] ${reason}`)

export const queryRefused = (reason: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation.Query] ${reason}`)

export const transactionConflict = () =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${closing}`,
  )

export const transactionMissing = () =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${closing}`,
  )

export const transactionBusy = () =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${closing}`,
  )

/**
 * What the cloud answers when it is itself in trouble; the code is the documented one, the words are ours.
 * @see https://docs.cloudbase.net/error-code/basic
 */
export const databaseUnavailable = () =>
  new CloudError('SYS_ERR', '[ResourceUnavailable] the database is not available at the moment')

/**
 * The numbers and the codes are documented, the words are ours.
 * @see https://docs.cloudbase.net/error-code/service/EXCEED_MAX_PAYLOAD_SIZE
 */
export const requestTooLarge = (limit: string) =>
  new CloudError('EXCEED_MAX_PAYLOAD_SIZE', `the request body is larger than ${limit}`)

/** @see https://docs.cloudbase.net/error-code/EXCEED_MAX_RESPONSE_SIZE */
export const replyTooLarge = (limit: string) =>
  new CloudError('EXCEED_MAX_RESPONSE_SIZE', `the reply is larger than ${limit}`)

export const invalidParameter = (reason: string) => new CloudError('INVALID_PARAM', reason)

/** What the local cloud has not been taught; the name of the thing is always in the sentence. */
export const notOffered = (what: string) => invalidParameter(`${what} is not offered by the local cloud`)

/** Why a function's call failed, as a phone sees it. */
export interface CallError {
  errCode: number
  errMsg: string
}

/**
 * The rejection of `wx.cloud.callFunction`.
 * @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/error-code.html
 */
export class FunctionCallError extends Error implements CallError {
  readonly errMsg: string

  constructor(
    readonly errCode: number,
    /** The platform's word for the same, which another function's SDK receives. */
    readonly code: string,
    readonly reason: string,
  ) {
    const meaning = errCode === -504002 ? 'functions execute fail' : ''
    const errMsg = `cloud.callFunction:fail Error: errCode: ${errCode} ${meaning} | errMsg: ${reason}`
    super(errMsg)
    this.name = 'FunctionCallError'
    this.errMsg = errMsg
  }
}

export const functionFailed = (reason: string) =>
  new FunctionCallError(-504002, 'FUNCTIONS_EXECUTE_FAIL', reason)

export const functionTimedOut = (timeoutSeconds: number) =>
  new FunctionCallError(
    -504003,
    'FUNCTION_TIME_LIMIT_EXCEEDED',
    `Invoking task timed out after ${timeoutSeconds} seconds`,
  )

export const functionMissing = (functionName: string) =>
  new FunctionCallError(
    -501000,
    'FUNCTION_NOT_FOUND',
    `[FUNCTION_NOT_FOUND] FunctionName parameter could not be found: ${functionName}`,
  )

export const functionKilled = (functionName: string) =>
  new FunctionCallError(
    -504002,
    'FUNCTIONS_EXECUTE_FAIL',
    `the instance of ${functionName} was killed while it ran`,
  )

export const eventTooLarge = (functionName: string, bytes: number) =>
  new FunctionCallError(
    -501007,
    'INVALID_PARAM',
    `data exceed max size: ${bytes} bytes were sent to ${functionName}, at most 102400 go`,
  )

export const resultTooLarge = (functionName: string, bytes: number) =>
  new FunctionCallError(
    -604001,
    'FUNCTIONS_EXECUTE_FAIL',
    `cloudfunction result size exceed limit (1MB): ${functionName} returned ${bytes} bytes`,
  )
