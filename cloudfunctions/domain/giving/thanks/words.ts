/** A person looks at words that WeChat did not find fit, or could not look at. */
import { AppError } from '../../../../miniprogram/contract/errors'
import { page } from '../../../platform/cursor'
import type { Handler, Handlers } from '../../../platform/serve'
import { forKeepers } from '../../treasury/keepers'
import { readGift, readProjects } from '../records'
import { listWaitingWords, settleWords } from './records'

const list: Handler<'giving.listWords'> = async ({ after }) => {
  const { rows, next } = page(
    await listWaitingWords(after),
    ({ receivedAt, createdAt }) => receivedAt ?? createdAt,
  )
  const projects = await readProjects([...new Set(rows.map(({ projectId }) => projectId))])
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  return {
    words: rows.map(
      ({ _id, donorKind, donorName, isAnonymous, words, projectId, receivedAt, createdAt }) => ({
        giftId: _id,
        donorKind,
        donorName: isAnonymous ? '' : donorName,
        message: words.text,
        projectTitle: titles.get(projectId) ?? '',
        at: (receivedAt ?? createdAt).getTime(),
      }),
    ),
    next,
  }
}

const decide: Handler<'giving.decideWords'> = async ({ giftId, decision }) => {
  const gift = await readGift(giftId)
  const state = decision === 'pass' ? 'fit' : 'refused'
  if (!gift || gift.words.state === 'none') throw new AppError('NOT_FOUND')
  // The same tap again; or somebody else decided otherwise, and theirs holds.
  if (gift.words.state !== state && !(await settleWords(giftId, state))) throw new AppError('GIFT_CHANGED')
  return { giftId }
}

export const wordsReview: Pick<Handlers<'giving'>, 'giving.listWords' | 'giving.decideWords'> = {
  'giving.listWords': forKeepers(list),
  'giving.decideWords': forKeepers(decide),
}
