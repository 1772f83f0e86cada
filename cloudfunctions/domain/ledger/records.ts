/** The ledger: what moved, between which accounts. Only ever added to; every total is a sum of its lines. */
import { Collection, command } from '../../platform/cloud'

export interface LedgerLine {
  /** `wechat`, `bank`, `cash`, `fees` or `project:<id>`. */
  readonly account: string
  readonly amountFen: number
}

/** Append-only: an entry is never changed or removed, and its lines sum to zero. */
export interface LedgerEntry {
  /**
   * Made of what it enters, so that the same is entered once: `pay:<transaction id>`, `refund:<our number>`,
   * `difference:<exception>`, `received:<gift>`, `corrected:<gift>:<n>`.
   */
  readonly _id: string
  readonly at: Date
  readonly orderNo: string
  readonly projectId: string
  readonly lines: readonly LedgerLine[]
  /** Why, where a person decided that it be entered. */
  readonly reason?: string
}

const ledger = new Collection<LedgerEntry>('ledger')

export const projectAccount = (projectId: string): string => `project:${projectId}`

/** What an entry says of the money that WeChat holds for us. */
export const wechatFenOf = (entry: LedgerEntry | undefined): number =>
  entry?.lines.find(({ account }) => account === 'wechat')?.amountFen ?? 0

export const insertEntry = (entry: LedgerEntry): Promise<'inserted' | 'exists'> => ledger.insert(entry)

/** What each project was given, in fen: the sum of its ledger lines, turned positive. */
export async function sumByProject(projectIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await ledger.aggregate<{ _id: string; amountFen: number }>((stages) =>
    stages
      .match({ projectId: command.in([...projectIds]) })
      .unwind('$lines')
      .match({ 'lines.account': command.in(projectIds.map(projectAccount)) })
      .group({ _id: '$lines.account', amountFen: { $sum: '$lines.amountFen' } }),
  )
  const sums = new Map(rows.map(({ _id, amountFen }) => [_id, -amountFen]))
  return new Map(projectIds.map((id) => [id, sums.get(projectAccount(id)) ?? 0]))
}

export const readEntries = (ids: readonly string[]): Promise<LedgerEntry[]> =>
  ledger.find({ _id: command.in([...ids]) })

/** What was entered for an order, oldest first. */
export const listEntriesOf = (orderNo: string): Promise<LedgerEntry[]> =>
  ledger.find({ orderNo }, { order: [['at', 'asc']] })

export const everyEntry = (): AsyncGenerator<LedgerEntry> => ledger.every()
