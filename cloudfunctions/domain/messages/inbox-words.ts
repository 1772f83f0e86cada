/** Messages as the inbox has them: whole sentences, where a template has room for twenty characters. */
import { formatYuan } from '../../../miniprogram/contract/money'
import { campusTime } from '../../platform/campus-time'
import { articleDecisions, type Message } from './rules'

export interface InboxWords {
  readonly title: string
  readonly words: string
}

type Of<Template extends Message['template']> = Extract<Message, { template: Template }>

const reviews: Readonly<Record<Of<'reviewResult'>['status'], string>> = {
  pending: '您的登记正在审核',
  verified: '您的登记已通过，欢迎回家',
  returned: '您的登记需要补充',
  refused: '您的登记未通过审核',
}

const whenAndWhere = ({ startsAt, place }: { readonly startsAt: Date; readonly place: string }) =>
  [campusTime(startsAt), place].filter((part) => part !== '').join('，')

function signUpWords(message: Of<'signUpResult'>): InboxWords {
  const { title, status, wasWaiting = false } = message
  if (status === 'waiting')
    return {
      title: `候补中：${title}`,
      words: `席位已满，有人取消时按先后递补给您。${whenAndWhere(message)}`,
    }
  if (status === 'withdrawn') return { title: `已取消报名：${title}`, words: whenAndWhere(message) }
  return wasWaiting
    ? {
        title: `候补成功：${title}`,
        words: `有席位空出，已按先后递补给您。${whenAndWhere(message)}。若不能来，请尽早取消，把席位让给下一位`,
      }
    : { title: `报名成功：${title}`, words: `席位已为您保留。${whenAndWhere(message)}` }
}

export function inboxWords(message: Message): InboxWords {
  switch (message.template) {
    case 'reviewResult':
      return { title: reviews[message.status], words: message.reason }
    case 'signUpResult':
      return signUpWords(message)
    case 'eventReminder':
      return {
        title: `活动提醒：${message.title}`,
        words: `${whenAndWhere(message)}。请提前准备好电子票；若不能来，请取消报名，把席位让给他人`,
      }
    case 'eventChanged':
      return message.isCancelled
        ? {
            title: `活动取消：${message.title}`,
            words: `原定 ${whenAndWhere(message)}。${message.words.join('；')}`,
          }
        : { title: `活动变更：${message.title}`, words: message.words.join('；') }
    case 'eventThanks':
      return { title: `感谢参加：${message.title}`, words: '谢谢您的到来。说说您的感受，帮助我们办得更好' }
    case 'giftThanks':
      return {
        title: `感谢捐赠：${message.projectTitle}`,
        words: `已收到您的捐赠 ${formatYuan(message.amountFen)} 元，感谢您的支持`,
      }
    case 'giftRefunded':
      return {
        title: `捐赠退款：${message.projectTitle}`,
        words: `${formatYuan(message.amountFen)} 元已退回您的支付账户。原因：${message.reason}`,
      }
    case 'givingNews':
      return { title: message.title, words: message.words }
    case 'notice':
      return { title: message.title, words: `${message.words}\n—— ${message.from}` }
    case 'articleResult': {
      const { decision, title, reason } = message
      return {
        title: `文章${articleDecisions[decision]}：${title}`,
        words: decision === 'published' ? '读者现在可以看到它' : `原因：${reason}`,
      }
    }
    case 'contactAsked':
      return message.isAccepted
        ? { title: `${message.name}同意了您的请求`, words: '对方留下了联系方式' }
        : { title: `${message.name}想与您联系`, words: '是否同意，由您决定' }
  }
}
