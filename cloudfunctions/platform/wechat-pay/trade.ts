/** Turns WeChat Pay's own record of a trade, from a query or a notification, into a Trade. */
import * as v from 'valibot'
import { type Trade, tradeStates } from './port'

/** An absent text arrives as an empty one in some replies. */
export const TextOrNothing = v.optional(
  v.pipe(
    v.string(),
    v.transform((text) => text || undefined),
  ),
)

/** A time in RFC 3339, absent or empty while there is none. */
export const MomentOrNothing = v.optional(
  v.union([
    v.pipe(
      v.literal(''),
      v.transform(() => undefined),
    ),
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.transform((time) => new Date(time)),
    ),
  ]),
)

/** Only what we use; WeChat Pay may add fields at any time. https://pay.weixin.qq.com/doc/v3/merchant/4013070356 */
const WireTrade = v.object({
  appid: v.string(),
  mchid: v.string(),
  out_trade_no: v.string(),
  transaction_id: TextOrNothing,
  trade_state: v.picklist(tradeStates),
  attach: TextOrNothing,
  success_time: MomentOrNothing,
  payer: v.optional(v.object({ openid: TextOrNothing })),
  amount: v.optional(
    v.object({ total: v.optional(v.pipe(v.number(), v.safeInteger())), currency: v.optional(v.string()) }),
  ),
})

/** The Trade in `wire`, or undefined when it is not a trade's record. */
export function tradeFrom(wire: unknown): Trade | undefined {
  const parsed = v.safeParse(WireTrade, wire)
  if (!parsed.success) return undefined
  const trade = parsed.output
  return {
    outTradeNo: trade.out_trade_no,
    transactionId: trade.transaction_id,
    state: trade.trade_state,
    amountFen: trade.amount?.total,
    currency: trade.amount?.currency,
    payerOpenid: trade.payer?.openid,
    appid: trade.appid,
    mchid: trade.mchid,
    attach: trade.attach,
    paidAt: trade.success_time,
  }
}
