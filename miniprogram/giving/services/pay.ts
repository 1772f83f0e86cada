/** Paying an order. The phone's word about a payment is only a hint: whether it is paid, the server says. */
import type { OrderState, PaymentParams } from '../../contract/payments'
import { call } from '../../services/cloud'

/** How long to wait before asking the server again, while WeChat Pay has not settled it yet. */
const pausesMs = [0, 1000, 2000, 3000, 5000, 8000]

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Asks the person to pay; `cancelled` when they closed the sheet, which proves nothing about the money. */
async function openPaySheet(payment: PaymentParams): Promise<'done' | 'cancelled' | 'failed'> {
  try {
    await wx.requestPayment({ ...payment })
    return 'done'
  } catch (error) {
    const { errMsg = '' } = error as { errMsg?: string }
    return errMsg.includes('cancel') ? 'cancelled' : 'failed'
  }
}

/**
 * Opens WeChat's pay sheet and returns how the order stands afterwards, as the server knows it.
 * Whatever the sheet said, the server is asked: "cancelled" is also seen after a payment that went through.
 */
export async function pay(orderNo: string, payment: PaymentParams): Promise<OrderState> {
  const outcome = await openPaySheet(payment)
  const tries = outcome === 'done' ? pausesMs : pausesMs.slice(0, 1)
  let state: OrderState = 'pending'
  for (const pauseMs of tries) {
    await pause(pauseMs)
    state = (await call('payments.confirm', { orderNo })).state
    if (state !== 'pending') break
  }
  return state
}
