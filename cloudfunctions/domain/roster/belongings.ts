/**
 * What the roster keeps of a person: that rows of it recognised them, and that they imported some. What is in a row is
 * the school's, not told.
 */
import { rosterStates } from '../../../miniprogram/contract/roster'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyBatchBy, renameImporter } from './batches'
import { freeRosterRows, listClaimedRows, passRosterRow } from './records'

const list = async (personId: string) => (await listClaimedRows(personId)).map(({ _id }) => _id)

async function move(rowId: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  if (await passRosterRow(rowId, fromId, toId)) return 'moved'
  return (await list(toId)).includes(rowId) ? 'moved' : 'stayed'
}

export const rosterBelongings = {
  async describe(personId) {
    const [rows, batches] = await Promise.all([list(personId), collect(everyBatchBy(personId))])
    const imported = {
      title: '导入的名册',
      columns: ['时间', '文件', '状态'],
      rows: batches.map(({ at, fileName, state }) => [campusTime(at), fileName, rosterStates[state]]),
    }
    return [
      {
        title: '学校名册',
        columns: ['说明'],
        rows: rows.map(() => ['学校名册中有一条记录与您的登记相符，据此认证']),
      },
      ...(batches.length > 0 ? [imported] : []),
    ]
  },
  async erase(personId, pseudonymId) {
    await freeRosterRows(personId)
    await renameImporter(personId, pseudonymId)
  },
  handOver: { title: '名册记录', list, move },
} satisfies Belongings
