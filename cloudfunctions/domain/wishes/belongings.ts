/** What the wall keeps of a person: their wishes, and that they reported others'. */
import { wishStates } from '../../../miniprogram/contract/wishes'
import { campusTime } from '../../platform/campus-time'
import { collect, deleteFiles } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { countReportsBy, everyWishOf, passWish, readWish, removeWish, renameInWishes } from './records'

export const wishBelongings = {
  async describe(personId) {
    const [wishes, reports] = await Promise.all([collect(everyWishOf(personId)), countReportsBy(personId)])
    return [
      {
        title: '校庆祝福',
        columns: ['祝福', '署名', '图片', '状态', '时间'],
        rows: wishes.map(({ words, name, pictureId, state, madeAt }) => [
          words,
          name,
          pictureId === null ? '无' : '有',
          wishStates[state],
          campusTime(madeAt),
        ]),
      },
      { title: '举报过的祝福', columns: ['条数'], rows: reports > 0 ? [[`${reports} 条`]] : [] },
    ].filter(({ rows }) => rows.length > 0)
  },
  /** Words and pictures tell who made them, and go. */
  async erase(personId, pseudonymId) {
    for (const { _id, pictureId } of await collect(everyWishOf(personId))) {
      if (pictureId !== null) await deleteFiles([pictureId])
      await removeWish(_id, personId)
    }
    await renameInWishes(personId, pseudonymId)
  },
  handOver: {
    title: '校庆祝福',
    list: async (personId) => (await collect(everyWishOf(personId))).map(({ _id }) => _id),
    move: async (wishId, fromId, toId) => {
      if (await passWish(wishId, fromId, toId)) return 'moved'
      return (await readWish(wishId))?.personId === toId ? 'moved' : 'stayed'
    },
  },
} satisfies Belongings
