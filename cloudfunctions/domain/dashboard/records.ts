/** People counted by what they have in common; for a snapshot, never for each who asks. */

import type { VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { Cell } from '../../../miniprogram/contract/dashboard'
import { Collection, command } from '../../platform/cloud'
import type { Person } from '../alumni/records'

const people = new Collection<Person>('people')

const below = (bodyId: string) => ({ bodyPath: bodyId, mergedInto: command.exists(false) })
const recognised = (bodyId: string) => ({ ...below(bodyId), 'verification.status': 'verified' })

/** By an expression of the person; who has nothing there is not counted. */
async function countBy(bodyId: string, key: string | object): Promise<Cell[]> {
  const rows = await people.aggregate<{ _id: string | number | null; people: number }>((stages) =>
    stages.match(recognised(bodyId)).group({ _id: key, people: { $sum: 1 } }),
  )
  return rows
    .filter(({ _id }) => _id !== null && _id !== '')
    .map(({ _id, people: count }) => ({ label: String(_id), people: count }))
}

/** Somebody who studied here twice counts where they began. */
const first = (field: string) => ({ $arrayElemAt: [`$educations.${field}`, 0] })

export const countByCollege = (bodyId: string): Promise<Cell[]> => countBy(bodyId, first('collegeId'))
export const countByYear = (bodyId: string): Promise<Cell[]> => countBy(bodyId, first('entryYear'))
export const countByCity = (bodyId: string): Promise<Cell[]> => countBy(bodyId, '$city')
export const countByIndustry = (bodyId: string): Promise<Cell[]> => countBy(bodyId, '$industry')

export async function countByStatus(bodyId: string): Promise<ReadonlyMap<VerificationStatus, number>> {
  const rows = await people.aggregate<{ _id: VerificationStatus; people: number }>((stages) =>
    stages.match(below(bodyId)).group({ _id: '$verification.status', people: { $sum: 1 } }),
  )
  return new Map(rows.map(({ _id, people: count }) => [_id, count]))
}
