/** The wall of wishes: writing one, reading them, reporting one, and looking after the wall. */
import { AppError } from '../../../miniprogram/contract/errors'
import { pictureBytesAtMost } from '../../../miniprogram/contract/event-content'
import { bodiesFor, type Caller } from '../../platform/caller'
import {
  checkPicture,
  checkWords,
  deleteFiles,
  environmentId,
  temporaryLink,
  uploadFile,
} from '../../platform/cloud'
import { page, pageSize } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { fetchUpload } from '../../platform/uploads'
import { listEditedIds, readAnniversaries } from '../celebration/records'
import {
  addReport,
  decideWishes,
  hideReported,
  insertWish,
  listShown,
  listWaiting,
  listWishesOf,
  readWish,
  removeWish,
} from './records'
import { isHiddenByReports, isWishPicture, signatureOf, startOf } from './rules'
import { describeWishes } from './showing'

async function shownAnniversary(anniversaryId: string) {
  const anniversary = (await readAnniversaries([anniversaryId])).get(anniversaryId)
  if (!anniversary?.isShown) throw new AppError('NOT_FOUND')
  return anniversary
}

const list: Handler<'wishes.list'> = async ({ anniversaryId, after }, { caller }) => {
  await shownAnniversary(anniversaryId)
  const { rows, next } = page(await listShown(anniversaryId, after, pageSize + 1), ({ madeAt }) => madeAt)
  return { wishes: await describeWishes(rows, caller.personId), next }
}

/** So long may WeChat take to fetch a picture. */
const linkSeconds = 3_600

/**
 * Hangs a picture under the wish's own name, because a link to where it was sent would tell who sent it, and asks
 * WeChat about it. Refuses what is no picture of theirs. Again, it hangs in the same place.
 */
async function hangPicture(fileId: string, wishId: string, { openid, personId }: Caller) {
  if (!isWishPicture(fileId, environmentId(), personId)) throw new AppError('PICTURE_UNFIT')
  const bytes = await fetchUpload(fileId, { kind: 'picture', bytesAtMost: pictureBytesAtMost })
  if (typeof bytes === 'string') throw new AppError('PICTURE_UNFIT')
  const pictureId = await uploadFile(`wall/${wishId}.jpg`, bytes)
  return { pictureId, traceId: await checkPicture(openid, await temporaryLink(pictureId, linkSeconds)) }
}

const noPicture = { pictureId: null, traceId: null } as const

/** What was sent has done its work once the wish is there. */
async function forgetSent(fileId: string | undefined, personId: string): Promise<void> {
  if (fileId !== undefined && isWishPicture(fileId, environmentId(), personId)) await deleteFiles([fileId])
}

const make: Handler<'wishes.make'> = async (input, { caller, now }) => {
  const { draftKey, anniversaryId, words, signature, pictureId } = input
  const { personId, openid, person } = caller
  if (!person) throw new AppError('NOT_REGISTERED')
  // The same draft sent again is the same wish.
  const wishId = derivedId('wish', personId, draftKey)
  const before = await readWish(wishId)
  if (before) {
    await forgetSent(pictureId, personId)
    return { wishId, state: before.state }
  }
  const signed = signatureOf(signature, person)
  if (typeof signed === 'string') throw new AppError(signed)
  await shownAnniversary(anniversaryId)
  const verdict = await checkWords(openid, words)
  // Asked before it is written down: a function that dies in between leaves nothing that waits for ever.
  const hung = pictureId === undefined ? noPicture : await hangPicture(pictureId, wishId, caller)
  const asked = hung.traceId === null ? 'not asked' : 'asked'
  const start = startOf(verdict, hung.pictureId === null ? 'none' : asked)
  const written = { anniversaryId, personId, words, signature, name: signed.name, madeAt: now }
  await insertWish({ _id: wishId, ...written, ...hung, ...start, reports: [], decidedBy: null })
  await forgetSent(pictureId, personId)
  return { wishId, state: start.state }
}

const listMine: Handler<'wishes.listMine'> = async ({ anniversaryId }, { caller }) => {
  const records = await listWishesOf(anniversaryId, caller.personId)
  const described = await describeWishes(records, caller.personId)
  return { wishes: described.map((wish, place) => ({ ...wish, state: records[place]?.state ?? 'hidden' })) }
}

const takeBack: Handler<'wishes.takeBack'> = async ({ wishId }, { caller }) => {
  const wish = await readWish(wishId)
  if (wish && wish.personId !== caller.personId) throw new AppError('NOT_FOUND')
  // The picture first: without the wish nobody would know of it. Taken back already, it is as good.
  if (wish?.pictureId) await deleteFiles([wish.pictureId])
  await removeWish(wishId, caller.personId)
  return { wishId }
}

const report: Handler<'wishes.report'> = async ({ wishId, reason }, { caller }) => {
  await addReport(wishId, { personId: caller.personId, reason })
  const wish = await readWish(wishId)
  // Looked at again by every report, so that one that died in between is made up for by the next.
  if (wish && isHiddenByReports(wish)) await hideReported(wishId)
  return { wishId }
}

const listForStaff: Handler<'wishes.listWaiting'> = async ({ after }, { caller }) => {
  const anniversaryIds = await listEditedIds(bodiesFor('editor', caller))
  const found = await listWaiting(anniversaryIds, after, pageSize + 1)
  const { rows, next } = page(found, ({ madeAt }) => madeAt)
  const described = await describeWishes(rows, caller.personId)
  return {
    wishes: described.map(({ isMine: _own, ...wish }, place) => {
      const { cause, reports = [] } = rows[place] ?? {}
      return {
        ...wish,
        cause: cause === 'picture' || cause === 'reports' ? cause : 'words',
        reasons: reports.map(({ reason }) => reason),
      }
    }),
    next,
  }
}

const decide: Handler<'wishes.decide'> = async ({ wishIds, decision }, { caller }) => {
  const state = decision === 'show' ? 'shown' : 'hidden'
  const anniversaryIds = await listEditedIds(bodiesFor('editor', caller))
  return { decided: await decideWishes(wishIds, anniversaryIds, state, caller.personId) }
}

export const wishes: Handlers<'wishes'> = {
  'wishes.list': list,
  'wishes.make': make,
  'wishes.listMine': listMine,
  'wishes.takeBack': takeBack,
  'wishes.report': report,
  'wishes.listWaiting': listForStaff,
  'wishes.decide': decide,
}
