/** wx.cloud: functions and files go through the server; what nothing stands behind is refused by name. */

import { type CloudReply, type FileUrl, host, NetworkError } from '../host'
import { WxError, wxFunction } from './api'
import { loud } from './loud'

let ready = false

/** What the cloud answers, or its refusal as a phone throws it. */
async function answered<Result>(ask: () => Promise<CloudReply<Result>>): Promise<Result> {
  if (!ready) throw new WxError("Cloud API isn't enabled, please call wx.cloud.init first", -1)
  try {
    const reply = await ask()
    if ('error' in reply) throw new WxError(reply.error.errMsg, reply.error.errCode)
    return reply.result
  } catch (error) {
    throw error instanceof NetworkError ? new WxError(error.message, -1) : error
  }
}

const callFunction = wxFunction(
  'cloud.callFunction',
  async ({ name, data = {} }: { name: string; data?: unknown }) => ({
    result: await answered(() => host.call(name, data)),
    requestID: crypto.randomUUID(),
  }),
)

/** https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/reference-sdk-api/storage/uploadFile/client.uploadFile.html */
const uploadFile = wxFunction(
  'cloud.uploadFile',
  async ({ cloudPath, filePath }: { cloudPath: string; filePath: string }) => {
    // A chosen file is known to the phone by an address that only this page can read.
    const file = await fetch(filePath).then((response) => response.blob())
    return { fileID: await answered(() => host.upload(cloudPath, file)), statusCode: 200 }
  },
)

/** The address of one file, or undefined for one that is not there or not for this person. */
export async function fileUrl(fileID: string): Promise<string | undefined> {
  const [file] = await answered(() => host.fileUrls([fileID]))
  return file?.tempFileURL || undefined
}

/** What a page asks for: fileIDs, or objects with one. */
type WantedFile = string | { fileID: string }

const getTempFileURL = wxFunction(
  'cloud.getTempFileURL',
  async ({ fileList }: { fileList: WantedFile[] }) => {
    const fileIDs = fileList.map((file) => (typeof file === 'string' ? file : file.fileID))
    const found = await answered(() => host.fileUrls(fileIDs))
    return { fileList: found.map(asListed) }
  },
)

const asListed = ({ code, ...file }: FileUrl) =>
  code === 'SUCCESS' ? { ...file, status: 0, errMsg: 'ok' } : { ...file, status: 1, errMsg: code }

export const cloudApi = {
  cloud: loud('wx.cloud', {
    init() {
      ready = true
    },
    callFunction,
    uploadFile,
    getTempFileURL,
  }),
}
