/** What treasurers do with money that came through WeChat Pay. */
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { listPaid } from '../payments/records'
import { requireKeeper } from './keepers'
import { decide, listAll, readPayment, request } from './refunds'
import { describePayments } from './views'

const listPayments: Handler<'treasury.listPayments'> = async ({ number, after }, { caller }) => {
  await requireKeeper(caller)
  const found = await listPaid(number, after)
  const { rows, next } = page(found, ({ paidAt, createdAt }) => paidAt ?? createdAt)
  return { payments: await describePayments(rows), next }
}

export const treasury: Handlers<'treasury'> = {
  'treasury.listPayments': listPayments,
  'treasury.readPayment': readPayment,
  'treasury.listRefunds': listAll,
  'treasury.requestRefund': request,
  'treasury.decideRefund': decide,
}
