/** What Home consists of, as staff arranged it; none until somebody did. */
import type { HomeLayout } from '../../../../miniprogram/contract/celebration-editing'
import { Collection, command } from '../../../platform/cloud'

export interface HomeRecord extends HomeLayout {
  /** The university's id. */
  readonly _id: string
  /** Grows with every change, so that two editors do not overwrite each other unknowingly. */
  readonly revision: number
}

const homes = new Collection<HomeRecord>('homes')

export const readHomeRecord = (universityId: string): Promise<HomeRecord | undefined> =>
  homes.read(universityId)

/** Whether it was still of that revision; 0: nobody had arranged it. */
export async function writeHomeRecord(
  universityId: string,
  revision: number,
  { blocks, notice }: HomeLayout,
): Promise<boolean> {
  const arranged = { blocks, notice, revision: revision + 1 }
  if (revision === 0) return (await homes.insert({ _id: universityId, ...arranged })) === 'inserted'
  return homes.change({ _id: universityId, revision }, { ...arranged, blocks: command.set(blocks) })
}
