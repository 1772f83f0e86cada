/** Who may give what, and how a donor is shown. */
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import type { Order } from '../payments/records'
import type { Gift, Project } from './records'

/** Giving online is open only when payee, permission and WeChat Pay are all configured. */
export const isOnlineOpen = (configured: {
  readonly payee: string
  readonly permit: string
  readonly hasWechatPay: boolean
}): boolean => configured.payee !== '' && configured.permit !== '' && configured.hasWechatPay

/** Whether this project takes this amount now. */
export function decideGift(project: Project, amountFen: number, isOpen: boolean): 'take' | ErrorCode {
  if (!isOpen) return 'GIVING_CLOSED'
  if (project.status !== 'open') return 'PROJECT_CLOSED'
  return amountFen < project.minimumFen ? 'AMOUNT_OUT_OF_RANGE' : 'take'
}

/** Whether an order written earlier is the one that is being asked for again. */
export const isSameIntent = (
  { purpose, amountFen }: Order,
  wanted: { readonly projectId: string; readonly amountFen: number; readonly isAnonymous: boolean },
): boolean =>
  purpose.projectId === wanted.projectId &&
  amountFen === wanted.amountFen &&
  purpose.isAnonymous === wanted.isAnonymous

export const anonymousName = '匿名校友'

/** The name under which a gift appears to anyone but the donor. */
export const publicName = (gift: Gift): string => (gift.isAnonymous ? anonymousName : gift.donorName)
