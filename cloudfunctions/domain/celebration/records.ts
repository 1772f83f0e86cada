/** Anniversaries are data: several may be celebrated at once, and none is built into the code. */
import type { Guide, HistoryEntry } from '../../../miniprogram/contract/celebration'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { remembering } from '../../platform/memory'

export interface AnniversaryRecord {
  readonly _id: string
  readonly bodyId: string
  /** The body's ancestors and itself: whoever edits for one of them edits this. */
  readonly bodyPath: readonly string[]
  readonly number: number
  readonly name: string
  readonly theme: string
  /** Midnight of the day, campus time. */
  readonly date: Date
  readonly colour: string
  readonly intro: string
  readonly isShown: boolean
  readonly history: readonly HistoryEntry[]
  readonly guide: Guide
  /** Grows with every change, so that two editors do not overwrite each other unknowingly. */
  readonly revision: number
  readonly createdBy: string
}

/** What is told of an anniversary beside others. */
export type Celebrated = Pick<
  AnniversaryRecord,
  '_id' | 'bodyId' | 'bodyPath' | 'number' | 'name' | 'theme' | 'date' | 'colour'
>

const anniversaries = new Collection<AnniversaryRecord>('anniversaries')

/** As many as one question to the database answers. */
const idsAtMost = 1000

export const readAnniversary = (id: string): Promise<AnniversaryRecord | undefined> => anniversaries.read(id)

const celebratedFields = ['bodyId', 'bodyPath', 'number', 'name', 'theme', 'date', 'colour']

/** All that people may see and that were not over long before `since`, the earliest first. */
export const listShown = (since: Date): Promise<Celebrated[]> =>
  anniversaries.find(
    { isShown: true, date: command.gte(since) },
    { order: [['date', 'asc']], limit: idsAtMost, fields: celebratedFields },
  )

/** What one body celebrates and everybody may see: the twenty latest; nobody invites to older ones. */
export const listShownBy = (bodyId: string): Promise<AnniversaryRecord[]> =>
  anniversaries.find({ bodyId, isShown: true }, { order: [['date', 'desc']], limit: 20 })

/** Those that are shown, and those that whoever edits for these bodies looks after: a page, and one more where there are more. */
export const listVisible = (
  bodyIds: readonly string[],
  after: string | undefined,
): Promise<AnniversaryRecord[]> => {
  const visible = command.or([{ isShown: true }, { bodyPath: command.in([...bodyIds]) }])
  return anniversaries.find(afterCursor(visible as unknown as Query, 'date', 'desc', after), {
    order: [
      ['date', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })
}

/** The ids of those that whoever edits for these bodies looks after: so many that no house has more. */
export const listEditedIds = async (bodyIds: readonly string[]): Promise<string[]> => {
  const edited = { bodyPath: command.in([...bodyIds]) }
  const found = await anniversaries.find(edited, { fields: ['_id'], limit: idsAtMost })
  return found.map(({ _id }) => _id)
}

/** Those of any of these bodies. */
export const everyAnniversaryOf = (bodyIds: readonly string[]): AsyncGenerator<AnniversaryRecord> =>
  anniversaries.every({ bodyId: command.in([...bodyIds]) })

/** Puts an anniversary under the body that now stands for its own. */
export const rehouseAnniversary = (
  { _id, bodyId }: AnniversaryRecord,
  body: { readonly _id: string; readonly bodyPath: readonly string[] },
): Promise<boolean> =>
  anniversaries.change({ _id, bodyId }, { bodyId: body._id, bodyPath: [...body.bodyPath] })

export const insertAnniversary = (record: AnniversaryRecord): Promise<'inserted' | 'exists'> =>
  anniversaries.insert(record)

/** Whether it was still of that revision. */
export const changeAnniversary = (
  id: string,
  revision: number,
  edited: Omit<AnniversaryRecord, '_id' | 'revision' | 'createdBy'>,
): Promise<boolean> =>
  anniversaries.change(
    { _id: id, revision },
    { ...edited, guide: command.set(edited.guide), revision: revision + 1 },
  )

/** For what is kept of a person: who began an anniversary, under another id. */
export const renameCreator = (personId: string, otherId: string): Promise<number> =>
  anniversaries.changeEvery({ createdBy: personId }, { createdBy: otherId })

/** Within one instance anniversaries that wishes go to are remembered for so long. */
const keepMs = 30_000

/** Anniversaries by id, as they stood at most half a minute ago. */
export const readAnniversaries = remembering<AnniversaryRecord>(keepMs, async (ids) => {
  const found = await anniversaries.find({ _id: command.in([...ids]) }, { limit: 100 })
  return new Map(found.map((anniversary) => [anniversary._id, anniversary]))
})
