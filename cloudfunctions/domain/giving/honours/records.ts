/** Received gifts as the honour roll reads and sums them. */
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import type { Gift } from '../records'
import { type Between, moneyless, type Roll } from './rules'

const gifts = new Collection<Gift>('gifts')

const within = <Value>({ from, below }: Between<Value>) => command.gte(from).and(command.lt(below))

const base = ({ projectId, creditedTo, received }: Roll): Query => ({
  status: 'received',
  ...(projectId === undefined ? {} : { projectId }),
  ...(creditedTo === undefined ? {} : { creditedTo: command.in([...creditedTo]) }),
  ...(received === undefined ? {} : { receivedAt: within(received) }),
})

const things = { way: command.in([...moneyless]) }
const money = (range: Between<number>) => ({ way: command.nin([...moneyless]), keptFen: within(range) })

/** Those with a line of their own; undefined when there can be none. */
function listed(roll: Roll): Query | undefined {
  const kinds = [...(roll.withThings ? [things] : []), ...(roll.listedFen ? [money(roll.listedFen)] : [])]
  if (kinds.length === 0) return undefined
  return command.and([base(roll), command.or(kinds)]) as unknown as Query
}

const small = (roll: Roll): Query | undefined => roll.smallFen && { ...base(roll), ...money(roll.smallFen) }

/** The lines of a roll, latest first, one more than a page. */
export async function listHonoured(
  roll: Roll,
  after: string | undefined,
  limit = pageSize + 1,
): Promise<Gift[]> {
  const query = listed(roll)
  if (!query) return []
  return gifts.find(afterCursor(query, 'receivedAt', 'desc', after), {
    order: [
      ['receivedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
  })
}

export interface Sum {
  readonly totalFen: number
  readonly gifts: number
}

async function sum(query: Query | undefined): Promise<Sum> {
  if (!query) return { totalFen: 0, gifts: 0 }
  const [row] = await gifts.aggregate<Sum>((stages) =>
    stages.match(query).group({ _id: null, totalFen: { $sum: '$keptFen' }, gifts: { $sum: 1 } }),
  )
  return { totalFen: row?.totalFen ?? 0, gifts: row?.gifts ?? 0 }
}

export const sumListed = (roll: Roll): Promise<Sum> => sum(listed(roll))
export const sumSmall = (roll: Roll): Promise<Sum> => sum(small(roll))

/** What is credited to these bodies, and how many people gave it. */
export async function sumCredited(bodyIds: readonly string[]): Promise<Sum & { readonly donors: number }> {
  const [row] = await gifts.aggregate<Sum & { donors: number }>((stages) =>
    stages
      .match({ creditedTo: command.in([...bodyIds]), status: 'received' })
      .group({ _id: '$personId', totalFen: { $sum: '$keptFen' }, gifts: { $sum: 1 } })
      .group({
        _id: null,
        totalFen: { $sum: '$totalFen' },
        gifts: { $sum: '$gifts' },
        donors: { $sum: 1 },
      }),
  )
  return { totalFen: row?.totalFen ?? 0, gifts: row?.gifts ?? 0, donors: row?.donors ?? 0 }
}
