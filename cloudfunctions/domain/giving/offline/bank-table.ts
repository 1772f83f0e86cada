/** What a statement of the bank says: its headings, and line by line what came in. Pure. */
import { statementRowsAtMost } from '../../../../miniprogram/contract/giving-offline'
import { parseYuan } from '../../../../miniprogram/contract/money'

/** A line of money that came in. */
export interface StatementLine {
  readonly at: Date
  readonly amountFen: number
  readonly payer: string
  readonly memo: string
  /** The bank's own number of it; empty where it gives none. */
  readonly serial: string
}

export interface Statement {
  readonly lines: readonly StatementLine[]
  readonly outgoing: number
  readonly problems: readonly string[]
}

const columns = {
  at: ['交易日期', '交易时间', '记账日期', '入账日期', '日期'],
  amount: ['收入金额', '贷方金额', '贷方发生额', '收入', '金额', '交易金额', '发生额'],
  payer: ['对方户名', '对方名称', '付款人', '付款人名称', '户名'],
  memo: ['附言', '摘要', '备注', '用途'],
  serial: ['流水号', '交易流水号', '交易流水', '凭证号'],
} as const
type Column = keyof typeof columns

const plain = (heading: string) => heading.normalize('NFKC').replace(/[\s*＊]|[（(].*[)）]/g, '')

/** Headings stand below the bank's own lines, wherever a date and a sum are named. */
function headingsIn(
  table: readonly (readonly string[])[],
): { place: number; at: Map<Column, number[]> } | undefined {
  for (const [place, row] of table.entries()) {
    const found = new Map<Column, number[]>()
    for (const column of Object.keys(columns) as Column[]) {
      const places = columns[column].flatMap((name: string) => {
        const where = row.findIndex((cell) => plain(cell) === name)
        return where < 0 ? [] : [where]
      })
      if (places.length > 0) found.set(column, places)
    }
    if (found.has('at') && found.has('amount')) return { place, at: found }
  }
  return undefined
}

function dateIn(cell: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(cell) ?? []
  if (!year || !month || !day) return undefined
  const at = new Date(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T00:00:00+08:00`)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** The lines of money that came in, and what cannot be read of the others; or why there are none. */
export function statementIn(table: readonly (readonly string[])[]): Statement | { readonly problem: string } {
  const head = headingsIn(table)
  if (!head) return { problem: '没有找到表头，应有“交易日期”和“收入金额”两列' }
  const body = table.slice(head.place + 1)
  if (body.length > statementRowsAtMost)
    return { problem: `一次最多导入 ${statementRowsAtMost} 行，请分成几个文件` }
  const lines: StatementLine[] = []
  const problems: string[] = []
  let outgoing = 0
  for (const [index, row] of body.entries()) {
    const cellsOf = (column: Column) =>
      (head.at.get(column) ?? []).map((place) => row[place] ?? '').filter((cell) => cell !== '')
    const cellOf = (column: Column) => cellsOf(column)[0] ?? ''
    // The code of a gift may stand in any of the bank's remarks.
    const memo = cellsOf('memo').join(' ')
    if (row.every((cell) => cell === '')) continue
    const typed = cellOf('amount').replace(/^[¥￥+]/, '')
    if (typed === '' || /^-|^0(\.0+)?$/.test(typed)) {
      outgoing++
      continue
    }
    const at = dateIn(cellOf('at'))
    const amountFen = parseYuan(typed)
    if (at && amountFen !== undefined)
      lines.push({ at, amountFen, payer: cellOf('payer'), memo, serial: cellOf('serial') })
    else problems.push(`第 ${head.place + index + 2} 行：${at ? '金额' : '日期'}无法识别`)
  }
  return { lines, outgoing, problems }
}
