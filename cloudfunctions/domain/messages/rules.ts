/** What messages say, within the limits of WeChat's templates, and when a failed one is tried again. */
import {
  type TemplateName,
  type VerificationStatus,
  verificationStatuses,
} from '../../../miniprogram/contract/alumni'
import type { Delivery } from '../../../miniprogram/contract/messages'
import { formatYuan } from '../../../miniprogram/contract/money'
import { type SignUpStatus, signUpStatuses } from '../../../miniprogram/contract/sign-ups'
import { campusTime } from '../../platform/campus-time'
import { nextDaytime } from '../../platform/daytime'
import type { Fate, OutboxState } from './records'

const hourMs = 3_600_000

/** Where a message leads that has no page of its own. */
export const inbox = 'alumni/inbox/inbox'

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
      /** What staff write to the people of an event or of a body. */
      readonly template: 'notice'
      /** The body in whose name. */
      readonly from: string
      readonly title: string
      readonly words: string
      readonly at: Date
      readonly page: string
    }
  | {
      /** What was decided about an article, for whoever wrote it. */
      readonly template: 'articleResult'
      readonly articleId: string
      readonly title: string
      readonly decision: 'returned' | 'published' | 'withdrawn'
      readonly reason: string
      readonly at: Date
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

export const articleDecisions = { returned: '已退回', published: '已发布', withdrawn: '已撤下' } as const

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
    case 'notice':
      return {
        template: message.template,
        page: message.page,
        data: {
          thing1: thing(message.title),
          thing2: thing(message.words),
          thing3: thing(message.from),
          time4: time(message.at),
        },
      }
    case 'articleResult':
      return {
        template: message.template,
        page: `staff-stories/article-review/article-review?articleId=${message.articleId}`,
        data: {
          thing1: thing(message.title),
          phrase2: phrase(articleDecisions[message.decision]),
          time3: time(message.at),
          thing4: thing(message.reason),
        },
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

/** Whether there is more to it than its words: a notice may lead nowhere. */
export const hasPage = (message: Message): boolean => message.template !== 'notice' || message.page !== inbox

/** From when on a phone may ring: at once for what the person is just doing or must know today, else by day. */
export function ringsFrom(message: Message, now: Date): Date {
  switch (message.template) {
    case 'giftThanks':
      return now
    case 'signUpResult': {
      const isNear = message.startsAt.getTime() - now.getTime() < 12 * hourMs
      return message.wasWaiting && !isNear ? nextDaytime(now) : now
    }
    default:
      return nextDaytime(now)
  }
}

export function deliveryOf(fates: readonly Fate[]): Delivery {
  const sum = (found: readonly Fate[]) => found.reduce((total, { messages }) => total + messages, 0)
  const of = (...states: readonly OutboxState[]) => sum(fates.filter(({ state }) => states.includes(state)))
  const codes = [...new Set(fates.flatMap(({ code }) => code ?? []))].sort((one, other) => one - other)
  return {
    told: sum(fates),
    sent: of('sent'),
    refused: of('refused'),
    failed: of('failed'),
    waiting: of('waiting', 'sending'),
    codes: codes.map((code) => ({ code, messages: sum(fates.filter((fate) => fate.code === code)) })),
  }
}

/** The person did not accept this template, or no longer does: WeChat alone knows, and asking again changes nothing. */
export const noPermission = 43101

/** Refused however often: the openid, the template, the page or the words are wrong. */
const hopeless: readonly number[] = [40003, 40037, 41030, 47003]

const triesAtMost = 5

/**
 * What becomes of a message after so many tries, by what WeChat said of the last; undefined: it could not be asked.
 * What may pass is tried again after 1, 4, 9 and 16 minutes.
 */
export function fateOf(
  code: number | undefined,
  tries: number,
  now: Date,
): { readonly state: OutboxState; readonly nextAt: Date } {
  if (code === 0) return { state: 'sent', nextAt: now }
  if (code === noPermission) return { state: 'refused', nextAt: now }
  if ((code !== undefined && hopeless.includes(code)) || tries >= triesAtMost)
    return { state: 'failed', nextAt: now }
  return { state: 'waiting', nextAt: new Date(now.getTime() + tries * tries * 60_000) }
}
