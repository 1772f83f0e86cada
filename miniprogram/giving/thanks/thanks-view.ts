/** What the page after giving says, for each way an order may stand. */
import type { Thanks } from '../../contract/giving'
import { formatYuan } from '../../contract/money'
import type { OrderState } from '../../contract/payments'
import { formatMoment } from '../../utils/date'

/** The top of the page: a drawing of assets/art, a title, a sentence. */
export interface Panel {
  readonly art: string
  readonly title: string
  readonly text: string
}

export interface ThanksView {
  readonly orderState: OrderState
  readonly orderNo: string
  readonly projectId: string
  readonly projectTitle: string
  readonly payee: string
  readonly donor: string
  readonly amountFen: number
  /** What went back, in words; empty when nothing did. */
  readonly refunded: string
  /** What was given in place of money; empty otherwise. */
  readonly goods: string
  /** Whether it comes by another way than WeChat Pay. */
  readonly isOffline: boolean
  /** Where to transfer to, while that is to be done. */
  readonly account: string
  readonly hasCertificate: boolean
  /** Whether there is anything left to have a receipt for. */
  readonly isKept: boolean
  /** When it was paid; empty before. */
  readonly paidAt: string
}

const panels: Readonly<Record<OrderState, Panel>> = {
  paid: { art: 'thanks', title: '感谢您的心意', text: '您的捐赠已到账，母校铭记于心' },
  pending: {
    art: 'waiting',
    title: '正在确认到账',
    text: '微信支付确认后，这里会自动更新。\n请勿重复付款。',
  },
  frozen: {
    art: 'waiting',
    title: '正在核对',
    text: '这笔款项的信息需要财务人员核对，\n请勿重复付款，核对后会有结果。',
  },
  closed: { art: 'no-gifts', title: '订单已关闭', text: '这笔捐赠没有支付，未扣款' },
}

/** Said once the server has been asked for as long as is polite. */
const notYet: Panel = {
  art: 'waiting',
  title: '尚未确认到账',
  text: '如果您已付款，稍后再来看即可，到账后会自动记入。\n如果没有付款，订单会自动关闭，不会扣款。',
}

/** Said of what was announced and comes by bank or by hand. */
const announced: Panel = {
  art: 'waiting',
  title: '感谢您的心意',
  text: '已登记，到账或收到后会通知您',
}

export const announcedPanelOf = (state: OrderState): Panel =>
  state === 'pending'
    ? announced
    : state === 'closed'
      ? { art: 'no-gifts', title: '已取消', text: '这笔捐赠意向已取消' }
      : panels[state]

/** `asking`: whether the server is being asked again by itself. */
export const panelOf = (state: OrderState, asking: 'yes' | 'no'): Panel =>
  state === 'pending' && asking === 'no' ? notYet : panels[state]

export function thanksViewOf(thanks: Thanks, nowMs: number): ThanksView {
  return {
    orderState: thanks.state,
    orderNo: thanks.orderNo,
    projectId: thanks.projectId,
    projectTitle: thanks.projectTitle,
    payee: thanks.payee,
    donor: thanks.isAnonymous ? '匿名捐赠人' : thanks.donorName,
    amountFen: thanks.amountFen,
    refunded: thanks.refundedFen > 0 ? `${formatYuan(thanks.refundedFen)} 元，已退回您的支付账户` : '',
    goods: thanks.goods,
    isOffline: thanks.way !== 'wechat',
    account: thanks.way === 'transfer' && thanks.status === 'pledged' ? thanks.account : '',
    isKept: thanks.status === 'received',
    hasCertificate: thanks.hasCertificate,
    paidAt: thanks.paidAt === undefined ? '' : formatMoment(thanks.paidAt, nowMs),
  }
}
