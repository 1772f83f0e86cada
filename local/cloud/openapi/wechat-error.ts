/** An error that WeChat's own API answers with, as opposed to one of the cloud around it. */
export class WeChatError extends Error {
  constructor(
    readonly errcode: number,
    readonly errmsg: string,
  ) {
    super(errmsg)
    this.name = 'WeChatError'
  }
}
