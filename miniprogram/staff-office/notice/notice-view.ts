/** A notice with how it got through, in words. */
import { type NoticeDetail, type NoticeStatus, noticeAudiences } from '../../contract/notices'
import { formatMoment } from '../../utils/date'
import { deliveryWords } from '../../utils/delivery-words'
import { type Chip, chipOf } from '../utils/notice-words'

export interface NoticeView {
  readonly state: 'ready'
  readonly title: string
  readonly words: string
  readonly from: string
  readonly link: NoticeDetail['link'] | null
  readonly chip: Chip
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  /** Why it was returned; empty otherwise. */
  readonly reason: string
  /** What is to be known before anybody was told; empty once somebody was. */
  readonly hint: string
  readonly told: number
  readonly lines: readonly string[]
  readonly codes: readonly string[]
  readonly isDecidable: boolean
  readonly isStoppable: boolean
  readonly recipients: number
  /** Whether more is still going out. */
  readonly isUnderWay: boolean
}

const hints: Readonly<Record<NoticeStatus, string>> = {
  approval: '超过 200 人的通知，由撰写人以外的老师复核后发出',
  returned: '没有发出，可修改后重新提交',
  sending: '一分钟内开始写入每个人的消息',
  sent: '',
  stopped: '没有人收到这条通知',
}

/** What WeChat answers where it does not send, as far as it is worth knowing. */
const meanings: Readonly<Record<number, string>> = {
  43101: '对方没有订阅',
  40003: '微信号已失效',
  40037: '模板编号有误，请联系信息中心',
  45009: '今日发送次数已用完',
  47003: '内容不合模板要求，请联系信息中心',
}

export function noticeViewOf(notice: NoticeDetail, nowMs: number): NoticeView {
  const { status, told, spared, codes, deciderName } = notice
  return {
    state: 'ready',
    title: notice.title,
    words: notice.words,
    from: notice.body.name,
    link: notice.link ?? null,
    chip: chipOf(status),
    facts: [
      { label: '发给', value: `${notice.targetName} · ${noticeAudiences[notice.audience]}` },
      { label: '人数', value: `${notice.recipients} 人` },
      { label: '撰写', value: `${notice.authorName} · ${formatMoment(notice.at, nowMs)}` },
      { label: '复核', value: deciderName },
    ].filter(({ value }) => value !== ''),
    reason: notice.reason,
    hint: told === 0 ? hints[status] : '',
    told,
    lines: [...deliveryWords(notice), ...(spared > 0 ? [`${spared} 人本周已收到五条通知，没有再打扰`] : [])],
    codes: codes.map(({ code, messages }) => {
      const answer = `微信答复 ${code}`
      return `${meanings[code] ? `${meanings[code]}（${answer}）` : answer}：${messages} 条`
    }),
    isDecidable: notice.isDecidable,
    isStoppable: notice.isStoppable,
    recipients: notice.recipients,
    isUnderWay: status === 'sending' || notice.waiting > 0,
  }
}
