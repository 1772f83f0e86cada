/** What the roster keeps of a person: that rows of it recognised them. What is in a row is the school's, not told. */
import type { Belongings } from '../belongings'
import { freeRosterRows, listClaimedRows, passRosterRow } from './records'

const list = async (personId: string) => (await listClaimedRows(personId)).map(({ _id }) => _id)

async function move(rowId: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  if (await passRosterRow(rowId, fromId, toId)) return 'moved'
  return (await list(toId)).includes(rowId) ? 'moved' : 'stayed'
}

export const rosterBelongings = {
  async describe(personId) {
    const rows = await list(personId)
    return [
      {
        title: '学校名册',
        columns: ['说明'],
        rows: rows.map(() => ['学校名册中有一条记录与您的登记相符，据此认证']),
      },
    ]
  },
  async erase(personId) {
    await freeRosterRows(personId)
  },
  handOver: { title: '名册记录', list, move },
} satisfies Belongings
