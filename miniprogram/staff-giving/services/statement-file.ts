/** A statement of the bank that a treasurer picks from a chat, sent up for the cloud to read. */
import { AppError } from '../../contract/errors'
import { statementFolder } from '../../contract/giving-offline'
import { sendFile } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { session } from '../../stores/session'

const fileTypes = ['xlsx', 'csv'] as const
const bytesAtMost = 10 * 1024 * 1024

/**
 * Lets the person pick a table out of a chat and sends it up; undefined when they changed their mind.
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html
 * @returns its fileID @throws AppError
 */
export async function sendStatement(): Promise<string | undefined> {
  const picked = await wx
    .chooseMessageFile({ count: 1, type: 'file', extension: [...fileTypes] })
    .catch((error: { errMsg?: string }) => {
      if (error.errMsg?.includes('cancel')) return undefined
      throw error
    })
  const file = picked?.tempFiles[0]
  if (!file) return undefined
  const type = fileTypes.find((ending) => file.name.toLowerCase().endsWith(`.${ending}`))
  if (!type) throw new AppError('INVALID_INPUT', { message: '请选择 .xlsx 或 .csv 文件' })
  if (file.size > bytesAtMost)
    throw new AppError('INVALID_INPUT', { message: '文件超过 10 MB，请分成几个文件' })
  const personId = (session.me ?? (await session.refresh())).person?.personId ?? ''
  return sendFile(`${statementFolder(personId)}/${newKey()}.${type}`, file.path)
}
