/** The picture that people choose for themselves. */
import { avatarFolder } from '../../contract/alumni'
import { call, sendFile } from '../../services/cloud'
import { newKey } from '../../services/drafts'

/**
 * Sends a chosen picture up and makes it the person's own. It has a new name each time, or phones would go on showing
 * the one they know by the old name.
 * @param filePath as WeChat's control gave it @returns its fileID @throws AppError
 */
export async function sendOwnPicture(personId: string, filePath: string): Promise<string> {
  const fileId = await sendFile(`${avatarFolder(personId)}/${newKey()}.jpg`, filePath)
  await call('alumni.changeAvatar', { fileId })
  return fileId
}
