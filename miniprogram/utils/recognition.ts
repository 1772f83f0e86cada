/** What stands between a person and what only verified alumni may do, and what they can do about it. */
import type { Me } from '../contract/alumni'

export interface RecognitionStep {
  readonly act: 'register' | 'card' | 'none'
  /** The words of the button that takes the step, or of the one that cannot be pressed. */
  readonly label: string
  /** Why, in one sentence. */
  readonly note: string
}

/** The next step towards being verified; undefined for whoever is. */
export function stepToRecognition(me: Me): RecognitionStep | undefined {
  const { person } = me
  if (!person) return { act: 'register', label: '先登记', note: '登记并通过校友认证后即可继续' }
  switch (person.status) {
    case 'verified':
      return undefined
    case 'pending':
      return { act: 'card', label: '查看审核进度', note: '您的校友身份正在审核，通过后即可继续' }
    case 'returned':
      return { act: 'register', label: '补充登记信息', note: '您的登记信息需要补充后重新审核' }
    case 'refused':
      return { act: 'none', label: '仅限已认证校友', note: '您的校友身份未通过审核，如有疑问请联系校友会' }
  }
}

/** Registering, with the way back to where one wanted to go. */
export const registerUrl = (next: string): string =>
  `/alumni/register/register?next=${encodeURIComponent(next)}`
