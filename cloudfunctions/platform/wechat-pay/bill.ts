/** Reads the trade bill of a day: https://pay.weixin.qq.com/doc/v3/merchant/4013071246 */
import type { BillRow } from './port'

/** Every value begins with a backtick, so that a comma in our own description parts nothing. */
const valuesOf = (line: string): string[] => line.replace(/^`/, '').split(',`')

/** The columns in which the bill sums itself up. */
const summaryColumns = { count: '总交易单数', orderFen: '订单总金额', refundFen: '申请退款总金额' } as const

/**
 * The rows of a bill.
 * @returns undefined for anything that is not a whole bill: its own sums have to agree with its rows
 */
export function readBill(file: Buffer): readonly BillRow[] | undefined {
  const lines = file
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const [headings = '', ...rest] = lines
  const [summaryHeadings = '', summaryLine = ''] = rest.slice(-2)
  const rows = rest.slice(0, -2).map((line) => rowOf(named(headings, line)))
  const read = rows.filter((row) => row !== undefined)
  return read.length === rows.length && agrees(read, named(summaryHeadings, summaryLine)) ? read : undefined
}

type Columns = ReadonlyMap<string, string>

const named = (headings: string, line: string): Columns => {
  const values = valuesOf(line)
  return new Map(headings.split(',').map((name, index) => [name, values[index] ?? '']))
}

function rowOf(columns: Columns): BillRow | undefined {
  const text = (name: string) => columns.get(name) ?? ''
  const kind = text('交易状态') === 'REFUND' ? 'refund' : 'payment'
  const amountFen = fenOf(text(kind === 'refund' ? '申请退款金额' : '订单金额'))
  const feeFen = fenOf(text('手续费'))
  const at = momentOf(text('交易时间'))
  if (amountFen === undefined || feeFen === undefined || !at || text('商户订单号') === '') return undefined
  const isRefund = kind === 'refund'
  return {
    kind,
    at,
    transactionId: text('微信订单号'),
    outTradeNo: text('商户订单号'),
    refundId: isRefund ? text('微信退款单号') : '',
    outRefundNo: isRefund ? text('商户退款单号') : '',
    refundStatus: isRefund ? text('退款状态') : '',
    amountFen,
    feeFen,
  }
}

function agrees(rows: readonly BillRow[], summary: Columns): boolean {
  const sum = (kind: BillRow['kind']) =>
    rows.filter((row) => row.kind === kind).reduce((total, { amountFen }) => total + amountFen, 0)
  return (
    Number(summary.get(summaryColumns.count) ?? Number.NaN) === rows.length &&
    fenOf(summary.get(summaryColumns.orderFen) ?? '') === sum('payment') &&
    fenOf(summary.get(summaryColumns.refundFen) ?? '') === sum('refund')
  )
}

/** Yuan with up to two decimals (fees have as many as five, which WeChat Pay rounds itself), never through a fraction. */
function fenOf(yuan: string): number | undefined {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,2})0*)?$/.exec(yuan)
  if (!match) return undefined
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] === '-' && fen !== 0 ? -fen : fen
}

/** `2027-10-16 09:00:00` at +08:00. */
function momentOf(local: string): Date | undefined {
  const moment = new Date(`${local.replace(' ', 'T')}+08:00`)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
