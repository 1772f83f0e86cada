/** Sending up a picture that answers a question. */
import { answerFolder } from '../../contract/questions'
import { sendFile } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { session } from '../../stores/session'

/** @returns its fileID, in the person's own folder @throws AppError OFFLINE */
export function sendAnswerPicture(filePath: string): Promise<string> {
  const personId = session.me?.person?.personId ?? ''
  return sendFile(`${answerFolder(personId)}/${newKey()}.jpg`, filePath)
}
