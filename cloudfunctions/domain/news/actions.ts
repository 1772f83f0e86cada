/** News as everybody reads it. Writing and reviewing it is in editing/. */
import { AppError } from '../../../miniprogram/contract/errors'
import { campusDay } from '../../platform/campus-time'
import { page } from '../../platform/cursor'
import { keyedHash } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { editing } from './editing/actions'
import { reviewing } from './editing/reviewing'
import { countReading, listPinned, listUnpinned, pastReadings, readPublic } from './records'
import { aboutOf, describeArticles, describeVersion } from './views'

/** The pinned ones come with the first page, in the same round trip. */
const list: Handler<'news.list'> = async ({ category, bodyId, after }, { now }) => {
  const selection = { category, bodyId }
  const [pinned, found] = await Promise.all([
    after === undefined ? listPinned(selection, now) : [],
    listUnpinned(selection, now, after),
  ])
  const { rows, next } = page(found, ({ publishedAt }) => publishedAt)
  return { articles: await describeArticles([...pinned, ...rows], now), next }
}

/** One that was withdrawn is answered like one that there never was. */
const read: Handler<'news.read'> = async ({ articleId }, { now }) => {
  const article = await readPublic(articleId)
  if (!article?.shown) throw new AppError('NOT_FOUND')
  return { article: await describeVersion(article, article.shown, aboutOf(article, now), now) }
}

/** Who read what is not kept: only this installation could make the mark again, and it is gone after two days. */
const countRead: Handler<'news.countRead'> = async ({ articleId }, { caller, now }) => {
  const mark = keyedHash('article read', `${articleId}\n${campusDay(now)}\n${caller.personId}`)
  await countReading(articleId, mark, now)
  return {}
}

/** The timer's part: marks of days that are over have done their work. */
export const forgetReadings = async (now: Date): Promise<void> => {
  await pastReadings.remove(now)
}

export const news: Handlers<'news'> = {
  'news.list': list,
  'news.read': read,
  'news.countRead': countRead,
  ...editing,
  ...reviewing,
}
