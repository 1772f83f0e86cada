/** WeChat Pay's bills for finance: every line with what it was for, and sums that are the bill's to the fen. */
import { AppError } from '../../../miniprogram/contract/errors'
import { formatYuan } from '../../../miniprogram/contract/money'
import { campusTime, startOfCampusDay } from '../../platform/campus-time'
import { dayMs } from '../../platform/clock'
import { collect } from '../../platform/cloud'
import type { Handler } from '../../platform/serve'
import { writeExport } from '../exports/writing'
import { readGifts, readProjects } from '../giving/records'
import { publicName } from '../giving/rules'
import { readOrders } from '../payments/records'
import { inChunks } from './bills/fetching'
import { type BillLine, everyLinesBetween } from './bills/records'
import { isDone, totalsOf } from './bills/rules'
import { requireKeeper } from './keepers'

const mostDays = 31

const headings = [
  '交易时间',
  '类型',
  '订单号',
  '微信支付单号',
  '退款单号',
  '项目',
  '捐赠人',
  '收款（元）',
  '退款（元）',
  '手续费（元）',
]

/** Without separators, so that a spreadsheet can sum it. */
const yuan = (amountFen: number) => {
  const text = formatYuan(amountFen).replaceAll(',', '')
  return text.includes('.') ? text : `${text}.00`
}

async function rowsOf(lines: readonly BillLine[]): Promise<string[][]> {
  const orders = await inChunks(
    lines.map(({ outTradeNo }) => outTradeNo),
    readOrders,
  )
  const purposes = new Map(orders.map(({ _id, purpose }) => [_id, purpose]))
  const gifts = await inChunks(
    orders.map(({ purpose }) => purpose.giftId),
    readGifts,
  )
  const names = new Map(gifts.map((gift) => [gift._id, publicName(gift)]))
  const projects = await readProjects([...new Set(orders.map(({ purpose }) => purpose.projectId))])
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  return lines.map((line) => {
    const purpose = purposes.get(line.outTradeNo)
    const isRefund = line.kind === 'refund'
    return [
      campusTime(line.at),
      isRefund ? '退款' : '收款',
      line.outTradeNo,
      line.transactionId,
      line.outRefundNo,
      titles.get(purpose?.projectId ?? '') ?? '',
      names.get(purpose?.giftId ?? '') ?? '',
      isRefund ? '' : yuan(line.amountFen),
      isRefund ? yuan(line.amountFen) : '',
      yuan(line.feeFen),
    ]
  })
}

export const exportBills: Handler<'treasury.exportBills'> = async ({ from, to }, context) => {
  await requireKeeper(context.caller)
  const days = (startOfCampusDay(to).getTime() - startOfCampusDay(from).getTime()) / dayMs + 1
  if (days < 1 || days > mostDays) throw new AppError('RANGE_TOO_LONG')
  const lines = (await collect(everyLinesBetween(from, to)))
    .filter(isDone)
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  const { paidFen, refundedFen, feeFen } = totalsOf(lines)
  const rows = await rowsOf(lines)
  const sums = ['合计', '', '', '', '', '', '', yuan(paidFen), yuan(refundedFen), yuan(feeFen)]
  const file = await writeExport(
    {
      action: 'treasury.exportBills',
      target: [],
      notes: { from, to, rows: rows.length },
      headings,
      rows: [...rows, sums],
    },
    context,
  )
  return { ...file, rows: rows.length }
}
