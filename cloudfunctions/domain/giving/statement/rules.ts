/** What a donor gave in a year, as a table; pure. */
import { offlineWays } from '../../../../miniprogram/contract/giving-offline'
import type { StatementRow } from '../../../../miniprogram/contract/giving-papers'
import { formatYuan } from '../../../../miniprogram/contract/money'
import { campusDay } from '../../../platform/campus-time'
import type { Gift } from '../records'

type Times = Pick<Gift, 'receivedAt' | 'createdAt'>

export const cameAt = ({ receivedAt, createdAt }: Times): Date => receivedAt ?? createdAt

/** The year on campus in which a gift came. */
export const yearOf = (gift: Times): number => Number(campusDay(cameAt(gift)).slice(0, 4))

export const totalOf = (rows: readonly StatementRow[]): number =>
  rows.reduce((sum, { amountFen }) => sum + amountFen, 0)

export const headings = ['日期', '方式', '项目', '金额（元）', '物资', '订单号或识别码']

/** Without separators, so that a spreadsheet can sum it. */
const yuan = (amountFen: number) => formatYuan(amountFen).replaceAll(',', '')

/** Dates, ways and sums in words, with the sum of money at the end; things stand apart and are no sum. */
export const tableOf = (rows: readonly StatementRow[]): string[][] => [
  ...rows.map(({ at, way, projectTitle, amountFen, goods, orderNo }) => [
    campusDay(new Date(at)),
    way === 'wechat' ? '微信支付' : offlineWays[way],
    projectTitle,
    amountFen > 0 ? yuan(amountFen) : '',
    goods,
    orderNo,
  ]),
  ['合计', '', '', yuan(totalOf(rows)), '', ''],
]
