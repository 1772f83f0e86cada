/** Files that the cloud made for a person: fetched to the phone, then opened or handed on. */
import { AppError } from '../contract/errors'

/**
 * Fetches a file under the name that the person will see. The storage's domain must be among the downloadFile domains
 * of the mini-program. Returns its path on the phone.
 * https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 */
export async function fetchDocument(url: string, name: string): Promise<string> {
  const filePath = `${wx.env.USER_DATA_PATH}/${name}`
  const statusCode = await new Promise<number>((resolve, reject) => {
    wx.downloadFile({ url, filePath, success: (reply) => resolve(reply.statusCode), fail: reject })
  }).catch((error: { errMsg?: string }) => {
    console.warn('download failed', error.errMsg)
    throw new AppError('OFFLINE')
  })
  if (statusCode !== 200) throw new AppError('NOT_FOUND')
  return filePath
}

/** Shows a spreadsheet; from there it can be sent on or saved. */
export async function openSpreadsheet(filePath: string): Promise<void> {
  await wx.openDocument({ filePath, fileType: 'xlsx', showMenu: true })
}

/** Hands a file to a chat; at a tap only. Whoever changes their mind has not failed. */
export async function shareDocument(filePath: string, fileName: string): Promise<void> {
  try {
    await wx.shareFileMessage({ filePath, fileName })
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    if (!errMsg.includes('cancel')) throw error
  }
}
