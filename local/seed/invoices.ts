/** Requests for official receipts in every state: one to issue, one that has its number, one that was sent back. */
import type { Invoice } from '../../cloudfunctions/domain/giving/invoices/records'
import { derivedId } from '../../cloudfunctions/platform/ids'
import { seal } from '../../cloudfunctions/platform/sealing'

const dayMs = 86_400_000

type Asked = Pick<Invoice, 'orderNo' | 'state'> &
  Partial<Pick<Invoice, 'number' | 'reason'>> & { readonly payer: string; readonly daysAgo: number }

/** Of gifts that the sample world has. */
const asked: readonly Asked[] = [
  { orderNo: 'JZSAMPLE27', state: 'asked', payer: '江城新材料有限公司', daysAgo: 1 },
  { orderNo: 'JZSAMPLE28', state: 'issued', payer: '贺明川', number: '鄂财 0019570001', daysAgo: 12 },
  {
    orderNo: 'DSAMPLE000001',
    state: 'returned',
    payer: '江城',
    reason: '抬头不完整，请填写全称',
    daysAgo: 5,
  },
]

export const sampleInvoices = (nowMs: number, secretKey: string): Invoice[] =>
  asked.map(({ orderNo, state, payer, number = '', reason = '', daysAgo }) => {
    const _id = derivedId('gift', orderNo)
    const details = JSON.stringify({ payer, taxId: '', sendTo: 'finance@example.com' })
    const askedAt = new Date(nowMs - daysAgo * dayMs)
    return {
      _id,
      orderNo,
      state,
      details: seal('invoice', _id, details, secretKey),
      number,
      reason,
      askedAt,
      revision: 1,
      untold: false,
      erasesAt: state === 'asked' ? null : new Date(askedAt.getTime() + 30 * dayMs),
    }
  })
