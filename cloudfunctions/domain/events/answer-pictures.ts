/** Pictures that people send as answers: of their own folder, seen by editors through a link that expires, erased with the answer. */
import type { Question } from '../../../miniprogram/contract/event-content'
import { type Answers, answerFolder } from '../../../miniprogram/contract/questions'
import { deleteFiles, temporaryLinks } from '../../platform/cloud'
import { fetchUpload } from '../../platform/uploads'

/** So long does somebody look at one sign-up. */
const linkSeconds = 600

/** Whether a file was sent by this person as an answer, to this environment. */
export function isOwnPicture(fileId: string, environment: string, personId: string): boolean {
  const [, host = '', folder] =
    /^cloud:\/\/([^/]+)\/(answers\/[A-Za-z0-9_-]+)\/[A-Za-z0-9-]+\.(?:jpg|png)$/.exec(fileId) ?? []
  return host.startsWith(`${environment}.`) && folder === answerFolder(personId)
}

/** The pictures among answers, by question. */
export const picturesAmong = (
  questions: readonly Question[],
  answers: Answers,
): ReadonlyMap<string, string> =>
  new Map(
    questions.flatMap(({ kind, questionId }): [string, string][] => {
      const answer = answers[questionId]
      return kind === 'file' && typeof answer === 'string' ? [[questionId, answer]] : []
    }),
  )

/** Links to pictures, by fileID. */
export const linksToPictures = (fileIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  temporaryLinks(fileIds, linkSeconds)

const answerBytesAtMost = 5 * 1024 * 1024

/** Whether what was sent is a picture at all, and not too large. */
export const isFitAnswer = async (fileId: string): Promise<boolean> =>
  typeof (await fetchUpload(fileId, { kind: 'picture', bytesAtMost: answerBytesAtMost })) !== 'string'

export async function deletePictures(fileIds: readonly string[]): Promise<void> {
  if (fileIds.length > 0) await deleteFiles(fileIds)
}
