/** What merges keep of a person: that another record of theirs became part of this one. */
import { mergeStates } from '../../../miniprogram/contract/merges'
import { campusTime } from '../../platform/campus-time'
import { randomId } from '../../platform/ids'
import { removePicture } from '../alumni/belongings'
import { readPerson } from '../alumni/records'
import type { Belongings } from '../belongings'
import { forgetMergesOf, listMergesInto, markLeavingWith, narrowMerged, narrowMergesInto } from './records'

export const mergeBelongings = {
  async describe(personId) {
    const merges = await listMergesInto(personId)
    const others = await Promise.all(merges.map(({ mergedId }) => readPerson(mergedId)))
    return [
      {
        title: '档案合并',
        columns: ['时间', '状态', '并入的档案', '城市', '单位'],
        rows: merges.map(({ at, state }, place) => {
          const { name = '', city = '', employer = '' } = state === 'undone' ? {} : (others[place] ?? {})
          return [campusTime(at), mergeStates[state], name, city, employer]
        }),
      },
    ]
  },
  async narrow(personId) {
    const merges = (await listMergesInto(personId)).filter(({ state }) => state !== 'undone')
    const mergedIds = merges.map(({ mergedId }) => mergedId)
    for (const mergedId of mergedIds) await removePicture(mergedId)
    await narrowMerged(mergedIds)
    await narrowMergesInto(personId)
  },
  /** The records that became part of this one leave with it. */
  async erase(personId, pseudonymId, now) {
    for (const { state, mergedId } of await listMergesInto(personId)) {
      if (state === 'undone') continue
      const leaving = { askedAt: now, erasesAt: now, pseudonymId: `erased_${randomId()}`, closedAt: now }
      await markLeavingWith(mergedId, leaving)
    }
    await forgetMergesOf(personId, pseudonymId)
  },
} satisfies Belongings
