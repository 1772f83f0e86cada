/** Orders as a phone sees them. Whether something is paid is always asked of the server, never of the phone. */
import { action } from './action'
import { id } from './fields'

/** pending: not paid yet · paid · closed: can no longer be paid · frozen: what WeChat says does not fit our order. */
export const orderStates = { pending: '待支付', paid: '已支付', closed: '已关闭', frozen: '核对中' } as const
export type OrderState = keyof typeof orderStates

/** The arguments of wx.requestPayment, exactly as the server signed them. */
export interface PaymentParams {
  readonly timeStamp: string
  readonly nonceStr: string
  readonly package: string
  readonly signType: 'RSA' | 'MD5'
  readonly paySign: string
}

export const payments = {
  /** Asks WeChat Pay how the caller’s own order stands, writes it down, and says. */
  'payments.confirm': action('person', { orderNo: id() }).returns<{ readonly state: OrderState }>(),
}
