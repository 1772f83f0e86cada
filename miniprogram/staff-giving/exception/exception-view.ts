/** One difference between WeChat Pay's books and ours: what is known of it, and what entering it would do. */
import { formatYuan } from '../../contract/money'
import { type ExceptionDetail, type ExceptionKind, exceptionKinds } from '../../contract/treasury'
import { formatMoment } from '../../utils/date'
import { dayOf, sumsOf } from '../utils/money-words'

/** What has probably happened, for whoever has to find out. */
const hints: Readonly<Record<ExceptionKind, string>> = {
  'orphan payment': '微信支付收到一笔款，我们没有这个订单。可能是在别处用同一商户号收的款。',
  mismatch: '微信支付通知的金额、付款人或商户与订单不符，订单已冻结，没有入账。',
  'missing payment': '账本里有这一笔，微信支付当日账单里没有。若发生在零点前后，会在次日账单里自动核销。',
  'payment differs': '微信支付账单与账本的金额不一致。',
  'foreign refund': '这笔退款是在微信支付商户平台直接办理的，账本里还没有。',
  'missing refund': '账本里有这笔退款，微信支付当日账单里没有。',
  'refund mismatch': '微信支付的退款与两位财务批准的不一致。',
}

export interface ExceptionCard {
  readonly state: 'ready'
  readonly title: string
  readonly hint: string
  readonly sums: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly isOpen: boolean
  /** What the second way would enter, in words. */
  readonly entering: string
  readonly projects: readonly { readonly value: string; readonly label: string }[]
  readonly resolution: readonly { readonly label: string; readonly value: string }[]
}

const present = (facts: readonly { readonly label: string; readonly value: string }[]) =>
  facts.filter(({ value }) => value !== '')

const enteringWords = (correctionFen: number) =>
  correctionFen < 0
    ? `从项目中减去 ${formatYuan(-correctionFen)} 元，另立一笔更正分录`
    : `为项目记入 ${formatYuan(correctionFen)} 元，另立一笔更正分录`

export function cardOf(exception: ExceptionDetail, nowMs: number): ExceptionCard {
  const { resolution } = exception
  return {
    state: 'ready',
    title: exceptionKinds[exception.kind],
    hint: hints[exception.kind],
    sums: sumsOf(exception),
    facts: present([
      { label: '日期', value: dayOf(exception.day) },
      { label: '捐赠人', value: exception.donorName },
      { label: '项目', value: exception.projectTitle },
      { label: '订单号', value: exception.orderNo },
      { label: '退款单号', value: exception.refundNo },
    ]),
    isOpen: exception.isOpen,
    entering: exception.correctionFen === 0 ? '' : enteringWords(exception.correctionFen),
    projects: exception.projects.map(({ projectId, title }) => ({ value: projectId, label: title })),
    resolution: resolution
      ? present([
          { label: '核对人', value: resolution.by === '' ? '系统' : resolution.by },
          { label: '时间', value: formatMoment(resolution.at, nowMs) },
          { label: '说明', value: resolution.reason },
          {
            label: '入账',
            value:
              resolution.enteredFen === 0
                ? '未动账'
                : `${resolution.projectTitle} ${formatYuan(resolution.enteredFen)} 元`,
          },
        ])
      : [],
  }
}
