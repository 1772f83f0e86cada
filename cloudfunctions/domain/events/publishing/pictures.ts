/**
 * Pictures of events. They lie in the cloud's storage, where only who sent one may read it; everybody else is given a
 * link that expires. Links are kept for a while, so that a list of events does not ask for them again each time.
 * Nothing is shown that was not looked over: a phone could leave that out, so the server keeps what it found fit.
 */
import { AppError } from '../../../../miniprogram/contract/errors'
import {
  type Block,
  type Cover,
  pictureBytesAtMost,
  type ShownBlock,
  type ShownCover,
} from '../../../../miniprogram/contract/event-content'
import { hourMs } from '../../../platform/clock'
import { deleteFiles, environmentId, temporaryLinks } from '../../../platform/cloud'
import { remembering } from '../../../platform/memory'
import type { Handler } from '../../../platform/serve'
import { fetchUpload } from '../../../platform/uploads'
import { forgetPictures, insertFitPicture, takeUnusedPictures, useFitPictures } from './records'
import { isEventPicture } from './rules'

/** A link outlives by far the page it is shown on, also when it was given out at the last moment. */
const linkSeconds = 24 * 3_600
const links = remembering<string>(12 * hourMs, (fileIds) => temporaryLinks(fileIds, linkSeconds))

export type Links = ReadonlyMap<string, string>

/** Links by fileID; a picture that is gone has none. */
export const linksOf = async (fileIds: readonly string[]): Promise<Links> =>
  fileIds.length === 0 ? new Map() : links(fileIds)

/** A cover as it is shown; one whose picture is gone gives way to our own drawing. */
export function shownCover(cover: Cover, known: Links): ShownCover {
  if (cover.kind === 'art') return cover
  const url = known.get(cover.fileId)
  return url === undefined ? { kind: 'art', art: 'ginkgo' } : { kind: 'picture', url }
}

export const shownBlocks = (blocks: readonly Block[], known: Links): ShownBlock[] =>
  blocks.flatMap((block): ShownBlock[] => {
    if (block.kind !== 'picture') return [block]
    const url = known.get(block.fileId)
    return url === undefined ? [] : [{ kind: 'picture', url, caption: block.caption }]
  })

/** Refuses pictures that lie anywhere but in the folder of events, or were never looked over and found fit. */
export async function requireFitPictures(fileIds: readonly string[]): Promise<void> {
  const unique = [...new Set(fileIds)]
  if (unique.length === 0) return
  const environment = environmentId()
  const areOurs = unique.every((fileId) => isEventPicture(fileId, environment))
  if (!areOurs || (await useFitPictures(unique)) < unique.length) throw new AppError('PICTURE_UNFIT')
}

/**
 * Looks a picture over: whether every phone can show it. What it shows is not asked of WeChat, whose check is for what
 * strangers send in: these come from editors whom the school appointed, and each use of one is in the audit.
 */
export const checkPicture: Handler<'events.checkPicture'> = async ({ fileId }, { caller, now }) => {
  if (!isEventPicture(fileId, environmentId(), caller.personId)) throw new AppError('PICTURE_UNFIT')
  const found = await fetchUpload(fileId, { kind: 'picture', bytesAtMost: pictureBytesAtMost })
  if (typeof found === 'string') throw new AppError('PICTURE_UNFIT')
  const url = (await linksOf([fileId])).get(fileId)
  if (url === undefined) throw new AppError('PICTURE_UNFIT')
  await insertFitPicture(fileId, now)
  return { fileId, url }
}

/** Removes pictures that were sent up and never became part of anything. */
export async function forgetUnusedPictures(now: Date): Promise<void> {
  const fileIds = await takeUnusedPictures(now)
  if (fileIds.length === 0) return
  await deleteFiles(fileIds)
  await forgetPictures(fileIds)
}
