/**
 * The gifts of one project as a spreadsheet, for the body that proposed it: whoever wished to stay unnamed is unnamed
 * here too, and the sum is the ledger's all the same.
 */
import { donorKinds } from '../../../../miniprogram/contract/giving'
import { offlineWays } from '../../../../miniprogram/contract/giving-offline'
import { formatYuan } from '../../../../miniprogram/contract/money'
import { campusDay } from '../../../platform/campus-time'
import { collect } from '../../../platform/cloud'
import type { Handler } from '../../../platform/serve'
import { writeExport } from '../../exports/writing'
import { sumByProject } from '../../ledger/records'
import { everyReceivedGift, type Gift } from '../records'
import { publicMessage, publicName } from '../rules'
import { thingsIn } from '../views'
import { managedProject } from './editing'

const headings = ['日期', '捐赠人', '类型', '方式', '金额（元）', '物资', '留言']

/** Without separators, so that a spreadsheet can sum it. */
const yuan = (amountFen: number) => formatYuan(amountFen).replaceAll(',', '')

const cameAt = ({ receivedAt, createdAt }: Gift): Date => receivedAt ?? createdAt

const rowOf = (gift: Gift): string[] => [
  campusDay(cameAt(gift)),
  publicName(gift),
  gift.isAnonymous ? '' : donorKinds[gift.donorKind],
  gift.way === 'wechat' ? '微信支付' : offlineWays[gift.way],
  gift.keptFen > 0 ? yuan(gift.keptFen) : '',
  thingsIn(gift),
  publicMessage(gift),
]

export const exportGifts: Handler<'giving.exportGifts'> = async ({ projectId }, context) => {
  await managedProject(projectId, context.caller)
  const [gifts, sums] = await Promise.all([collect(everyReceivedGift(projectId)), sumByProject([projectId])])
  const rows = gifts.sort((one, other) => cameAt(one).getTime() - cameAt(other).getTime()).map(rowOf)
  const totalFen = sums.get(projectId) ?? 0
  // What treasurers entered when they put a difference right: money of the project, and nobody's gift.
  const otherFen = totalFen - gifts.reduce((sum, { keptFen }) => sum + keptFen, 0)
  const others = otherFen === 0 ? [] : [['', '对账更正', '', '', yuan(otherFen), '', '']]
  const file = await writeExport(
    {
      action: 'giving.exportGifts',
      target: projectId,
      notes: { rows: rows.length },
      headings,
      rows: [...rows, ...others, ['合计', '', '', '', yuan(totalFen), '', '']],
    },
    context,
  )
  return { ...file, rows: rows.length }
}
