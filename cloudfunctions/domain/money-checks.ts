/** The invariants of money that goes back, and of WeChat Pay's bills: each says in its first line what must be true. */
import { everyGift } from './giving/records'
import { everyEntry, wechatFenOf } from './ledger/records'
import { everyException, everyOrder } from './payments/records'
import { everyRefund } from './payments/refunds/records'
import { type BillLine, everyBill, everyLine } from './treasury/bills/records'
import { totalsOf } from './treasury/bills/rules'

/** Every refund that was done is in the ledger exactly once; what is there as a refund was done, here or at WeChat Pay. */
async function* refundsAreEnteredOnce(): AsyncGenerator<string> {
  const entered = new Map<string, number>()
  for await (const entry of everyEntry())
    if (entry._id.startsWith('refund:')) entered.set(entry._id.slice('refund:'.length), -wechatFenOf(entry))
  for await (const { _id, state, amountFen } of everyRefund()) {
    const enteredFen = entered.get(_id)
    entered.delete(_id)
    if (state === 'success' && enteredFen !== amountFen)
      yield `refund ${_id} of ${amountFen} fen is in the ledger with ${enteredFen ?? 'nothing'}`
    if (!['success', 'approved', 'processing', 'abnormal'].includes(state) && enteredFen !== undefined)
      yield `refund ${_id} is in the ledger, but ${state}`
  }
  for await (const { kind, refundNo, resolution } of everyException())
    if (kind === 'foreign refund' && resolution?.correction) entered.delete(refundNo)
  for (const no of entered.keys()) yield `the ledger has a refund ${no} that nobody asked for`
}

/** No order gives back more than was paid, and what is set aside for refunds is the sum of its parts. */
async function* refundsStayWithinOrders(): AsyncGenerator<string> {
  for await (const { _id, amountFen, refunding } of everyOrder()) {
    if (!refunding) continue
    const sum = Object.values(refunding.by).reduce((total, fen) => total + fen, 0)
    if (sum !== refunding.fen) yield `order ${_id} has set ${refunding.fen} fen aside, its refunds are ${sum}`
    if (refunding.fen > amountFen) yield `order ${_id} gives back ${refunding.fen} of ${amountFen} fen`
  }
}

/** No project has been given less than nothing. */
async function* noProjectIsBelowZero(): AsyncGenerator<string> {
  const sums = new Map<string, number>()
  for await (const { lines } of everyEntry())
    for (const { account, amountFen } of lines)
      if (account.startsWith('project:')) sums.set(account, (sums.get(account) ?? 0) - amountFen)
  for (const [account, sum] of sums) if (sum < 0) yield `${account} stands at ${sum} fen`
}

/** A bill's sums are those of its lines, and a day that is closed has nothing open. */
async function* billDaysAgree(): AsyncGenerator<string> {
  const lines = new Map<string, BillLine[]>()
  for await (const line of everyLine()) lines.set(line.day, [...(lines.get(line.day) ?? []), line])
  const open = new Set<string>()
  for await (const { day, state } of everyException()) if (state === 'open') open.add(day)
  for await (const { _id, state, ...bill } of everyBill()) {
    if (state === 'awaited') continue
    for (const [name, sum] of Object.entries(totalsOf(lines.get(_id) ?? [])))
      if (bill[name as keyof typeof bill] !== sum)
        yield `bill ${_id} says ${name} ${bill[name as keyof typeof bill]}, its lines say ${sum}`
    if (state === 'closed' && open.has(_id)) yield `bill ${_id} is closed, and something of it is open`
  }
}

/** What is said to be left of a gift is what was given less what went back. */
async function* giftsKeepWhatIsLeft(): AsyncGenerator<string> {
  for await (const { _id, amountFen, refundedFen = 0, keptFen } of everyGift())
    if (keptFen !== amountFen - refundedFen)
      yield `gift ${_id} keeps ${keptFen} of ${amountFen} fen, ${refundedFen} went back`
}

export const moneyChecks = {
  giftsKeepWhatIsLeft,
  refundsAreEnteredOnce,
  refundsStayWithinOrders,
  noProjectIsBelowZero,
  billDaysAgree,
} as const
