/** The older interface's words, in which cloudPay tells a function of a payment or a refund. */
import { randomBytes } from 'node:crypto'
import type { Order, Refund } from './store'
import { chinaDigits, chinaTime, type Merchant } from './trades'

/** cloudPay's orders belong to Tencent as the service provider; these are its own. */
export const serviceProvider = { appid: 'wxd2d16a504f24665e', mchId: '1800008281' } as const

const success = 'SUCCESS'

/** The event of a payment: https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloudrun/src/development/pay/callback/index.md */
export function paidCallbackBody(order: Order, merchant: Merchant): string {
  return JSON.stringify({
    returnCode: success,
    ...parties(merchant),
    resultCode: success,
    openid: `provider-${order.payerOpenid}`,
    isSubscribe: 'N',
    subOpenid: order.payerOpenid,
    subIsSubscribe: 'N',
    tradeType: 'JSAPI',
    bankType: 'OTHERS',
    totalFee: order.amountFen,
    feeType: 'CNY',
    cashFee: order.amountFen,
    transactionId: order.transactionId,
    outTradeNo: order.outTradeNo,
    ...(order.attach === undefined ? {} : { attach: order.attach }),
    timeEnd: chinaDigits(order.paidAtMs ?? 0),
  })
}

/** The event of a refund's end: https://pay.weixin.qq.com/doc/v2/merchant/4011935224 */
export function refundCallbackBody(refund: Refund, order: Order, merchant: Merchant): string {
  const { outcome, settlesAtMs } = refund
  return JSON.stringify({
    returnCode: success,
    ...parties(merchant),
    transactionId: order.transactionId,
    outTradeNo: order.outTradeNo,
    refundId: refund.refundId,
    outRefundNo: refund.outRefundNo,
    totalFee: order.amountFen,
    refundFee: refund.amountFen,
    settlementTotalFee: order.amountFen,
    settlementRefundFee: refund.amountFen,
    refundStatus: { SUCCESS: 'SUCCESS', ABNORMAL: 'CHANGE', CLOSED: 'REFUNDCLOSE' }[outcome],
    ...(outcome === 'SUCCESS' ? { successTime: chinaTime(settlesAtMs).slice(0, 19).replace('T', ' ') } : {}),
    // WeChat Pay spells it so.
    refundRecvAccout: '支付用户零钱',
    refundAccount: 'REFUND_SOURCE_UNSETTLED_FUNDS',
    refundRequestSource: 'API',
  })
}

function parties({ appid, keys }: Merchant) {
  const nonceStr = randomBytes(8).toString('hex')
  return { ...serviceProvider, subAppid: appid, subMchId: keys.mchid, nonceStr }
}
