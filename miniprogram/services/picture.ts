/** Choosing a picture for an event, a project or an article, and sending it up. */

import { AppError } from '../contract/errors'
import { eventPictureFolder, pictureBytesAtMost } from '../contract/event-content'
import type { PictureLink } from '../contract/event-editing'
import { session } from '../stores/session'
import { call, sendFile } from './cloud'
import { newKey } from './drafts'

/** @returns a picture that the cloud has looked over; undefined when none was chosen @throws AppError */
export async function sendPicture(): Promise<PictureLink | undefined> {
  const chosen = await wx
    .chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    .catch(() => undefined)
  const file = chosen?.tempFiles[0]
  if (!file) return undefined
  if (file.size > pictureBytesAtMost) throw new AppError('PICTURE_UNFIT')
  const personId = session.me?.person?.personId ?? ''
  const fileId = await sendFile(`${eventPictureFolder(personId)}/${newKey()}.jpg`, file.tempFilePath)
  return call('events.checkPicture', { fileId })
}
