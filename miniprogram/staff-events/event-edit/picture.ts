/** Choosing a picture for an event and sending it up. */

import { AppError } from '../../contract/errors'
import { eventPictureFolder, pictureBytesAtMost } from '../../contract/event-content'
import { call, sendFile } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { session } from '../../stores/session'

/** @returns the fileID of a picture that the cloud has looked over; undefined when none was chosen @throws AppError */
export async function sendPicture(): Promise<string | undefined> {
  const chosen = await wx
    .chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    .catch(() => undefined)
  const file = chosen?.tempFiles[0]
  if (!file) return undefined
  if (file.size > pictureBytesAtMost) throw new AppError('PICTURE_UNFIT')
  const personId = session.me?.person?.personId ?? ''
  const fileId = await sendFile(`${eventPictureFolder(personId)}/${newKey()}.jpg`, file.tempFilePath)
  return (await call('events.checkPicture', { fileId })).fileId
}
