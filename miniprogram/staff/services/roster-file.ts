/** A roster that a reviewer picks from a chat, sent up for the cloud to read. */
import { AppError } from '../../contract/errors'
import { rosterBytesAtMost, rosterFileTypes, rosterFolder } from '../../contract/roster'
import { call, sendFile } from '../../services/cloud'
import { newKey } from '../../services/drafts'

export interface PickedFile {
  readonly name: string
  readonly path: string
}

const typeOf = (name: string) => rosterFileTypes.find((type) => name.toLowerCase().endsWith(`.${type}`))

/**
 * Lets the person pick a table out of a chat; undefined when they changed their mind.
 * https://developers.weixin.qq.com/miniprogram/dev/api/media/image/wx.chooseMessageFile.html
 * @throws AppError INVALID_INPUT with the sentence to show, for a file of another kind or too large a one
 */
export async function pickRoster(): Promise<PickedFile | undefined> {
  const picked = await wx
    .chooseMessageFile({ count: 1, type: 'file', extension: [...rosterFileTypes] })
    .catch((error: { errMsg?: string }) => {
      if (error.errMsg?.includes('cancel')) return undefined
      throw error
    })
  const file = picked?.tempFiles[0]
  if (!file) return undefined
  if (!typeOf(file.name)) throw new AppError('INVALID_INPUT', { message: '请选择 .xlsx 或 .csv 文件' })
  if (file.size > rosterBytesAtMost)
    throw new AppError('INVALID_INPUT', { message: '文件超过 10 MB，请分成几个文件' })
  return { name: file.name, path: file.path }
}

/** Sends the file up and has it tried; returns the batch. @throws AppError */
export async function tryRoster(
  personId: string,
  bodyId: string,
  { name, path }: PickedFile,
): Promise<string> {
  const key = newKey()
  const fileId = await sendFile(`${rosterFolder(personId)}/${key}.${typeOf(name)}`, path)
  const input = { attemptKey: key, bodyId, fileId, fileName: name.slice(0, 100) }
  return (await call('roster.begin', input)).batchId
}
