/** What messages say, within the limits of WeChat's templates, and when a failed one is tried again. */
import {
  type TemplateName,
  type VerificationStatus,
  verificationStatuses,
} from '../../../miniprogram/contract/alumni'
import { formatYuan } from '../../../miniprogram/contract/money'
import { type SignUpStatus, signUpStatuses } from '../../../miniprogram/contract/sign-ups'
import { campusTime } from '../../platform/campus-time'

export type Message =
  | {
      readonly template: 'reviewResult'
      readonly name: string
      readonly status: VerificationStatus
      readonly reason: string
      readonly at: Date
    }
  | {
      readonly template: 'signUpResult'
      readonly title: string
      readonly status: SignUpStatus
      /** Got the seat from the queue. */
      readonly wasWaiting?: boolean
      readonly startsAt: Date
      readonly place: string
      readonly eventId: string
    }
  | {
      readonly template: 'eventReminder'
      readonly title: string
      readonly startsAt: Date
      readonly place: string
      readonly eventId: string
    }
  | {
      readonly template: 'eventChanged'
      readonly title: string
      readonly isCancelled: boolean
      /** What changed, or why it was cancelled. */
      readonly words: readonly string[]
      readonly startsAt: Date
      readonly place: string
      readonly eventId: string
    }
  | {
      readonly template: 'eventThanks'
      readonly title: string
      readonly startsAt: Date
      readonly host: string
      readonly eventId: string
    }
  | {
      readonly template: 'giftThanks'
      readonly projectTitle: string
      readonly amountFen: number
      readonly at: Date
      readonly orderNo: string
    }
  | {
      readonly template: 'giftRefunded'
      readonly projectTitle: string
      readonly amountFen: number
      readonly reason: string
      readonly at: Date
      readonly orderNo: string
    }
  | {
      /** News of a project or of a gift, for donors and for staff. */
      readonly template: 'givingNews'
      readonly title: string
      readonly words: string
      readonly at: Date
      /** Where it can be read in full. */
      readonly page: string
    }
  | {
      readonly template: 'contactAsked'
      /** Who asks, or who accepted. */
      readonly name: string
      readonly isAccepted: boolean
      readonly at: Date
    }

export interface RenderedMessage {
  readonly template: TemplateName
  /** Where a tap on the message leads. */
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}

/**
 * `thing` holds at most 20 characters, `phrase` 5 Chinese ones, `time` a date and time, `amount` a sum.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
const thing = (text: string) => {
  const letters = Array.from(text === '' ? '无' : text)
  return { value: letters.length > 20 ? `${letters.slice(0, 19).join('')}…` : letters.join('') }
}
const phrase = (text: string) => ({ value: Array.from(text).slice(0, 5).join('') })
const time = (at: Date) => ({ value: campusTime(at) })

/** A message in its template's fields. */
export function render(message: Message): RenderedMessage {
  switch (message.template) {
    case 'reviewResult':
      return {
        template: message.template,
        page: 'alumni/card/card',
        data: {
          thing1: thing(message.name),
          phrase2: phrase(verificationStatuses[message.status]),
          time3: time(message.at),
          thing4: thing(message.reason === '' ? '欢迎回家' : message.reason),
        },
      }
    case 'signUpResult':
      return {
        template: message.template,
        page: `events/ticket/ticket?eventId=${message.eventId}`,
        data: {
          thing1: thing(message.title),
          phrase2: phrase(message.wasWaiting ? '候补成功' : signUpStatuses[message.status]),
          time3: time(message.startsAt),
          thing4: thing(message.place),
        },
      }
    case 'eventReminder':
      return {
        template: message.template,
        page: `events/ticket/ticket?eventId=${message.eventId}`,
        data: {
          thing1: thing(message.title),
          time2: time(message.startsAt),
          thing3: thing(message.place),
          thing4: thing('请凭电子票入场，期待您的到来'),
        },
      }
    case 'eventChanged':
      return {
        template: message.template,
        page: `events/event/event?eventId=${message.eventId}`,
        data: {
          thing1: thing(message.title),
          phrase2: phrase(message.isCancelled ? '活动取消' : '活动变更'),
          thing3: thing(message.words.join('；')),
          time4: time(message.startsAt),
        },
      }
    case 'eventThanks':
      return {
        template: message.template,
        page: `events/feedback/feedback?eventId=${message.eventId}`,
        data: {
          thing1: thing(message.title),
          time2: time(message.startsAt),
          thing3: thing(message.host),
          thing4: thing('谢谢您的到来，期待您的反馈'),
        },
      }
    case 'giftThanks':
      return {
        template: message.template,
        page: `giving/thanks/thanks?orderNo=${message.orderNo}`,
        data: {
          thing1: thing(message.projectTitle),
          amount2: { value: `${formatYuan(message.amountFen)}元` },
          time3: time(message.at),
          thing4: thing('感谢您的捐赠与支持'),
        },
      }
    case 'giftRefunded':
      return {
        template: message.template,
        page: `giving/thanks/thanks?orderNo=${message.orderNo}`,
        data: {
          thing1: thing(message.projectTitle),
          amount2: { value: `${formatYuan(message.amountFen)}元` },
          time3: time(message.at),
          thing4: thing(message.reason),
        },
      }
    case 'givingNews':
      return {
        template: message.template,
        page: message.page,
        data: { thing1: thing(message.title), thing2: thing(message.words), time3: time(message.at) },
      }
    case 'contactAsked':
      return {
        template: message.template,
        page: `alumni/contacts/contacts?direction=${message.isAccepted ? 'sent' : 'received'}`,
        data: {
          thing1: thing(message.name),
          phrase2: phrase(message.isAccepted ? '已同意' : '请求联系'),
          time3: time(message.at),
          thing4: thing(message.isAccepted ? '对方留下了联系方式' : '有校友希望与您联系'),
        },
      }
  }
}

/** What became of everything that was told for one cause. */
export interface Delivery {
  /** Found it in their inbox: everybody. */
  readonly told: number
  readonly sent: number
  /** Did not allow a subscribe message. */
  readonly refused: number
  readonly failed: number
  /** Still to be sent, or on its way. */
  readonly waiting: number
}

export function deliveryOf(counts: ReadonlyMap<string, number>): Delivery {
  const of = (state: string) => counts.get(state) ?? 0
  return {
    told: [...counts.values()].reduce((sum, count) => sum + count, 0),
    sent: of('sent'),
    refused: of('refused'),
    failed: of('failed'),
    waiting: of('waiting') + of('sending'),
  }
}

const triesAtMost = 5

/** When to try again after so many tries, or undefined to give up: 1, 4, 9, 16 minutes. */
export function nextTryAt(tries: number, now: Date): Date | undefined {
  return tries >= triesAtMost ? undefined : new Date(now.getTime() + tries * tries * 60_000)
}
