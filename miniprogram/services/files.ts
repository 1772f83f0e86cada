/** A file that the cloud gave: kept on the phone, opened, or sent to a chat. */
import { AppError } from '../contract/errors'
import type { ExportedFile } from '../contract/my-data'

/** A file that lies on the phone. */
export interface KeptFile {
  readonly path: string
  readonly name: string
}

/** Writes a file into the mini-program's own folder. */
export async function keepFile({ fileName, encoding, content }: ExportedFile): Promise<KeptFile> {
  const path = `${wx.env.USER_DATA_PATH}/${fileName}`
  await new Promise<void>((resolve, reject) => {
    const options = { filePath: path, data: content, encoding }
    wx.getFileSystemManager().writeFile({ ...options, success: () => resolve(), fail: reject })
  })
  return { path, name: fileName }
}

/**
 * Fetches a file under the name that the person will see. The storage's domain must be among the downloadFile domains
 * of the mini-program.
 * https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 * @throws AppError OFFLINE, or NOT_FOUND when the link has expired
 */
export async function fetchFile(url: string, name: string): Promise<KeptFile> {
  const path = `${wx.env.USER_DATA_PATH}/${name}`
  const statusCode = await new Promise<number>((resolve, reject) => {
    wx.downloadFile({
      url,
      filePath: path,
      success: (reply) => resolve(reply.statusCode),
      fail: reject,
    })
  }).catch((error: { errMsg?: string }) => {
    console.warn('download failed', error.errMsg)
    throw new AppError('OFFLINE')
  })
  if (statusCode !== 200) throw new AppError('NOT_FOUND')
  return { path, name }
}

/**
 * Shows a table; its menu offers to save it and to send it on.
 * https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html
 */
export async function openTable({ path }: KeptFile): Promise<void> {
  await wx.openDocument({ filePath: path, fileType: 'xlsx', showMenu: true })
}

/**
 * Offers the file to a chat. Must be called first in a tap's handler, before anything is awaited, or the phone refuses;
 * `cancelled` when the person changed their mind.
 * https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.shareFileMessage.html
 */
export async function sendFile({ path, name }: KeptFile): Promise<'sent' | 'cancelled'> {
  try {
    await wx.shareFileMessage({ filePath: path, fileName: name })
    return 'sent'
  } catch (error) {
    if ((error as { errMsg?: string }).errMsg?.includes('cancel')) return 'cancelled'
    throw error
  }
}
