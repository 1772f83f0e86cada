/** wx.cloud: functions are called through the server; what nothing stands behind is refused by name. */

import { unsupported } from '../errors'
import { host, NetworkError } from '../host'
import { WxError, wxFunction } from './api'
import { loud } from './loud'

let ready = false

const callFunction = wxFunction(
  'cloud.callFunction',
  async ({ name, data = {} }: { name: string; data?: unknown }) => {
    if (!ready) throw new WxError("Cloud API isn't enabled, please call wx.cloud.init first", -1)
    try {
      const reply = await host.call(name, data)
      if ('error' in reply) throw new WxError(reply.error.errMsg, reply.error.errCode)
      return { result: reply.result, requestID: crypto.randomUUID() }
    } catch (error) {
      throw error instanceof NetworkError ? new WxError(error.message, -1) : error
    }
  },
)

export const cloudApi = {
  cloud: loud('wx.cloud', {
    init() {
      ready = true
    },
    callFunction,
    uploadFile: () => unsupported('wx.cloud.uploadFile'),
    getTempFileURL: () => unsupported('wx.cloud.getTempFileURL'),
  }),
}
