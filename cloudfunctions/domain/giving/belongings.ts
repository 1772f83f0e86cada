/** What giving keeps of a person: gifts, and the orders that paid for them. The ledger names nobody. */
import { invoiceStates } from '../../../miniprogram/contract/giving-invoices'
import { giftStatuses, offlineWays } from '../../../miniprogram/contract/giving-offline'
import { formatYuan } from '../../../miniprogram/contract/money'
import { erasedName } from '../../../miniprogram/contract/my-data'
import { orderStates } from '../../../miniprogram/contract/payments'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { forgetPayer, passOrder, readOrders } from '../payments/records'
import { detailsOf } from './invoices/invoices'
import { forgetInvoices, readInvoicesOf } from './invoices/records'
import { renameImporter } from './offline/records'
import { goodsInWords } from './offline/rules'
import { renameProposer } from './projects/records'
import { everyGiftOf, forgetDonor, passGift, readGift, readProjects } from './records'

/** Requests for official receipts, with what they are made out to while that is kept. */
async function describeReceipts(giftIds: readonly string[]) {
  const invoices = await readInvoicesOf(giftIds)
  if (invoices.length === 0) return []
  return [
    {
      title: '捐赠票据',
      columns: ['订单号', '状态', '抬头', '税号', '邮箱或地址', '票据号'],
      rows: invoices.map((invoice) => {
        const { payer, taxId, sendTo } = detailsOf(invoice) ?? { payer: '', taxId: '', sendTo: '' }
        return [invoice.orderNo, invoiceStates[invoice.state], payer, taxId, sendTo, invoice.number]
      }),
    },
  ]
}

async function describe(personId: string) {
  const gifts = await collect(everyGiftOf(personId))
  const [orders, projects, receipts] = await Promise.all([
    readOrders(gifts.map(({ orderNo }) => orderNo)),
    readProjects([...new Set(gifts.map(({ projectId }) => projectId))]),
    describeReceipts(gifts.map(({ _id }) => _id)),
  ])
  const states = new Map(orders.map(({ _id, state }) => [_id, orderStates[state]]))
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  return [
    {
      title: '捐赠',
      columns: [
        '项目',
        '金额（元）',
        '署名',
        '状态',
        '时间',
        '订单号',
        '已退（元）',
        '方式',
        '物资与说明',
        '留言',
      ],
      rows: gifts.map((gift) => [
        titles.get(gift.projectId) ?? '',
        formatYuan(gift.amountFen),
        gift.isAnonymous ? '匿名' : gift.donorName,
        states.get(gift.orderNo) ?? giftStatuses[gift.status],
        campusTime(gift.receivedAt ?? gift.createdAt),
        gift.orderNo,
        formatYuan(gift.refundedFen ?? 0),
        gift.way === 'wechat' ? '微信支付' : offlineWays[gift.way],
        [goodsInWords(gift.goods), gift.details].filter((part) => part !== '').join('，'),
        gift.words.text,
      ]),
    },
    ...receipts,
  ]
}

const list = async (personId: string) => (await collect(everyGiftOf(personId))).map(({ _id }) => _id)

/** The name under which it was given stays as it was given. */
async function move(giftId: string, fromId: string, toId: string): Promise<'moved' | 'stayed'> {
  const gift = await readGift(giftId)
  if (!gift) return 'stayed'
  await passOrder(gift.orderNo, fromId, toId)
  await passGift(giftId, fromId, toId)
  return 'moved'
}

/** Receipts and orders first: a gift leads to them, not the other way. */
async function erase(personId: string, pseudonymId: string): Promise<void> {
  await forgetInvoices(await list(personId))
  await forgetPayer(personId, pseudonymId)
  await forgetDonor(personId, pseudonymId, erasedName)
  await renameProposer(personId, pseudonymId)
  await renameImporter(personId, pseudonymId)
}

export const giftBelongings = {
  describe,
  erase,
  handOver: { title: '捐赠', list, move },
} satisfies Belongings
