/** Invariants about gifts outside WeChat Pay; run with the others of checks.ts. */
import { everyEntry } from '../../ledger/records'
import { everyGift } from '../records'
import { everyBankRow } from './records'
import { isMoney } from './rules'

/** Money that came outside WeChat Pay is in the ledger under its gift's id, with its corrections; and nothing else is. */
async function* offlineGiftsAreEnteredOnce(): AsyncGenerator<string> {
  const entered = new Map<string, number>()
  for await (const { _id, lines } of everyEntry()) {
    const [, giftId] = /^received:(.+)$|^corrected:(.{20}):\d+$/.exec(_id)?.filter(Boolean) ?? []
    const sum = lines.find(({ account }) => account.startsWith('project:'))?.amountFen ?? 0
    if (giftId !== undefined) entered.set(giftId, (entered.get(giftId) ?? 0) - sum)
  }
  for await (const { _id, way, status, amountFen, unentered } of everyGift()) {
    const sum = entered.get(_id) ?? 0
    entered.delete(_id)
    if (way === 'wechat' || unentered) continue
    const due = status === 'received' && isMoney(way) ? amountFen : 0
    if (sum !== due) yield `offline gift ${_id} is ${due} fen, the ledger says ${sum}`
  }
  for (const giftId of entered.keys()) yield `the ledger has a receipt for ${giftId}, which is no gift`
}

/** A matched line of the bank's statement proves the one gift that names it, with its sum before corrections. */
async function* matchedRowsProveGifts(): AsyncGenerator<string> {
  const provenBy = new Map<string, string>()
  for await (const { _id, bankRowId } of everyGift()) {
    if (bankRowId === '') continue
    if (provenBy.has(bankRowId)) yield `bank row ${bankRowId} proves two gifts`
    provenBy.set(bankRowId, _id)
  }
  for await (const { _id, state, giftId } of everyBankRow()) {
    if (state === 'matched' && provenBy.get(_id) !== giftId)
      yield `bank row ${_id} is matched with ${giftId}, which it does not prove`
  }
}

export const offlineChecks = { offlineGiftsAreEnteredOnce, matchedRowsProveGifts }
