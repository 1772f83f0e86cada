/** The ledger read aloud: one sentence for each entry, for people who keep books. */
import { formatYuan } from '../../../miniprogram/contract/money'
import { campusTime } from '../../platform/campus-time'
import { type LedgerEntry, projectAccount } from './records'

const accounts: Readonly<Record<string, string>> = {
  wechat: '微信支付',
  bank: '银行账户',
  cash: '现金',
  fees: '手续费',
}

/** What an entry says; `title` is its project's. */
export function sentenceOf(entry: LedgerEntry, title: string): string {
  const { _id, at, orderNo, projectId, lines, reason } = entry
  const gained =
    0 -
    lines
      .filter(({ account }) => account === projectAccount(projectId))
      .reduce((sum, { amountFen }) => sum + amountFen, 0)
  const other = lines.find(({ account }) => account !== projectAccount(projectId))?.account ?? ''
  const sum = `${formatYuan(Math.abs(gained))} 元`
  const where = accounts[other] ?? other
  const moved = gained < 0 ? `“${title}”减少 ${sum}，由${where}付出` : `“${title}”增加 ${sum}，存于${where}`
  const why = reason ? `；原因：${reason}` : ''
  return `${campusTime(at)} ${nameOf(_id)}：${moved}（订单 ${orderNo}）${why}。`
}

const names: Readonly<Record<string, string>> = {
  pay: '收到捐赠',
  received: '收到捐赠',
  refund: '退还捐赠',
  difference: '核对更正',
  correction: '更正',
}

const nameOf = (id: string) => names[id.split(':')[0] ?? ''] ?? '入账'
