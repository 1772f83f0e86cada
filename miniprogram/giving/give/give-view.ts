/** What the page of giving says about an attempt: how it stands, and what its button offers. */
import type { ProjectDetail } from '../../contract/giving'
import type { Input } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import type { Attempt } from '../services/gift-attempt'

/** How an attempt stands, in a sentence, and what the button then offers. */
export interface Standing {
  readonly tone: 'none' | 'info' | 'problem'
  readonly text: string
  readonly offers: 'give' | 'pay' | 'retry'
}

export const fresh: Standing = { tone: 'none', text: '', offers: 'give' }

/** Also said when the pay sheet reported success and WeChat has not told the server yet. */
export const unpaid: Standing = {
  tone: 'info',
  text: '订单尚未支付，15 分钟内可继续支付。如果您刚刚已经付款，请放心再点一次：我们会先核对到账，不会重复扣款。',
  offers: 'pay',
}

export const unsure: Standing = {
  tone: 'problem',
  text: '网络中断，还不能确定支付结果。请放心重试，同一笔捐赠不会重复扣款。',
  offers: 'retry',
}

export const closed: Standing = {
  tone: 'info',
  text: '上一笔订单超时未支付，已关闭，没有扣款。',
  offers: 'give',
}

export const refused = (message: string): Standing => ({ tone: 'problem', text: message, offers: 'give' })

/** The words of the button. */
export function labelOf({ amountFen }: Attempt, { offers }: Standing): string {
  if (offers === 'retry') return '重试'
  const sum = amountFen > 0 ? ` ¥${formatYuan(amountFen)}` : ''
  return offers === 'pay' ? `继续支付${sum}` : `捐赠${sum}`
}

/** What is wrong with the amount, or nothing; `typed` is what the picker said about what was typed into it. */
export function amountProblem({ amountFen }: Attempt, minimumFen: number, typed: string): string {
  if (amountFen === 0) return typed || '请选择或填写捐赠金额'
  return amountFen < minimumFen ? `每次最少 ${formatYuan(minimumFen)} 元` : ''
}

/** What is sent for an attempt. */
export const giftFrom = (
  projectId: string,
  { amountFen, isAnonymous, donor, message, attemptKey }: Attempt,
): Input<'giving.give'> => ({
  projectId,
  amountFen,
  isAnonymous,
  donor,
  ...(message === '' ? {} : { message }),
  attemptKey,
})

export interface ProjectView {
  readonly title: string
  readonly body: string
  readonly purpose: string
  readonly payee: string
  readonly presetsFen: readonly number[]
  readonly minimumFen: number
}

export const projectViewOf = (project: ProjectDetail): ProjectView => ({
  title: project.title,
  body: project.body.name,
  purpose: project.purpose,
  payee: project.payee,
  presetsFen: project.presetsFen.filter((presetFen) => presetFen >= project.minimumFen),
  minimumFen: project.minimumFen,
})
