/** Words that go with gifts, and names of enterprises: what WeChat did not find fit is looked at by a person. */
import { action } from './action'
import { choice, id, type Moment, optional, text } from './fields'
import type { DonorKind } from './giving'

export interface WaitingWords {
  readonly giftId: string
  readonly donorKind: DonorKind
  /** As it would be shown; of an anonymous gift empty, because it never is. */
  readonly donorName: string
  readonly message: string
  readonly projectTitle: string
  readonly at: Moment
}

export const givingWords = {
  'giving.listWords': action('treasurer', { after: optional(text('游标', { max: 100 })) }).returns<{
    readonly words: readonly WaitingWords[]
    readonly next: string | undefined
  }>(),
  'giving.decideWords': action(
    'treasurer',
    { giftId: id(), decision: choice('处理结果', { pass: '通过', refuse: '不显示' }) },
    { audits: 'giftId' },
  ).returns<{ readonly giftId: string }>(),
}
