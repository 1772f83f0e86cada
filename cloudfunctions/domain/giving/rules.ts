/** Who may give what, in whose name, and how a donor is shown. */
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import type { GivingAudience, WantedDonor } from '../../../miniprogram/contract/giving'
import type { Gift, Project } from './records'

export interface Configured {
  readonly payee: string
  readonly permit: string
  readonly audience: GivingAudience | undefined
  readonly hasWechatPay: boolean
}

/** What is missing before anybody can give online, in words for staff; nothing when giving is open. */
export const missingFor = ({ payee, permit, audience, hasWechatPay }: Configured): string[] => [
  ...(payee === '' ? ['收款单位'] : []),
  ...(permit === '' ? ['募捐许可或备案编号'] : []),
  ...(audience === undefined ? ['捐赠对象（alumnus 或 person）'] : []),
  ...(hasWechatPay ? [] : ['微信支付商户号']),
]

/** Giving online is open only when payee, permission, audience and WeChat Pay are all configured. */
export const isOnlineOpen = (configured: Configured): boolean => missingFor(configured).length === 0

interface Registered {
  readonly isVerified: boolean
  readonly leaving?: string | undefined
}

/** Whether giving serves this person; whoever is about to be erased could not be thanked. */
export function decideGiver(
  audience: GivingAudience | undefined,
  person: Registered | undefined,
): 'serve' | ErrorCode {
  if (!person) return 'NOT_REGISTERED'
  if (audience !== 'person' && !person.isVerified) return 'NOT_VERIFIED'
  return person.leaving === undefined ? 'serve' : 'LEAVING'
}

/** Whether everybody may see a project: it has begun, or is over. */
export const isShown = ({ status, opensAt }: Pick<Project, 'status' | 'opensAt'>, now: Date): boolean =>
  status === 'closed' || (status === 'open' && (opensAt === null || opensAt <= now))

type Taking = Pick<Project, 'status' | 'goalFen' | 'closesWhenFull' | 'opensAt' | 'closesAt'>

/**
 * Whether a project takes gifts now. One that closes when it is full takes what was begun before it was: nobody's
 * payment is turned away half-way, so a little more than the goal may come.
 */
export function isTaking(project: Taking, raisedFen: number, now: Date): boolean {
  const { status, goalFen, closesWhenFull, opensAt, closesAt } = project
  const isBegun = status === 'open' && isShown({ status, opensAt }, now)
  return isBegun && !isOver({ goalFen, closesWhenFull, closesAt }, raisedFen, now)
}

/** Whether its time or its goal is reached, so that it is to be closed. */
export const isOver = (
  { goalFen, closesWhenFull, closesAt }: Pick<Taking, 'goalFen' | 'closesWhenFull' | 'closesAt'>,
  raisedFen: number,
  now: Date,
): boolean =>
  (closesAt !== null && closesAt <= now) || (closesWhenFull && goalFen > 0 && raisedFen >= goalFen)

/** Whether this project, with what it has raised, takes this amount now. */
export function decideGift(
  project: Taking & Pick<Project, 'minimumFen'>,
  raisedFen: number,
  amountFen: number,
  isOpen: boolean,
  now: Date,
): 'take' | ErrorCode {
  if (!isOpen) return 'GIVING_CLOSED'
  if (!isTaking(project, raisedFen, now)) return 'PROJECT_CLOSED'
  return amountFen < project.minimumFen ? 'AMOUNT_OUT_OF_RANGE' : 'take'
}

/** In whose name a gift is made: its kind and name, and who has the credit for it. */
export type InName = Pick<Gift, 'donorKind' | 'donorName' | 'creditedTo'>

interface Giver {
  readonly name: string
  readonly bodyPath: readonly string[]
}

interface NamedBody {
  readonly _id: string
  readonly kind: string
  readonly name: string
}

/**
 * Only who belongs to a class or branch gives in its name. What somebody gives to the drive of their own class is
 * credited to the class too; each gift is credited at most once.
 */
export function decideDonor(
  wanted: WantedDonor,
  giver: Giver,
  project: Pick<Project, 'kind' | 'bodyId'>,
  body: NamedBody | undefined,
): InName | ErrorCode {
  if (wanted.kind === 'class' || wanted.kind === 'branch') {
    const isMember = body?.kind === wanted.kind && giver.bodyPath.includes(body._id)
    return body && isMember
      ? { donorKind: wanted.kind, donorName: body.name, creditedTo: body._id }
      : 'DONOR_NOT_YOURS'
  }
  const isOwnDrive = project.kind === 'class' && giver.bodyPath.includes(project.bodyId)
  return {
    donorKind: wanted.kind,
    donorName: wanted.kind === 'enterprise' ? wanted.name : giver.name,
    creditedTo: isOwnDrive ? project.bodyId : '',
  }
}

export const anonymousName = '匿名捐赠人'

/** Stands for an enterprise whose name was not found fit to be shown, or not looked at yet. */
export const unseenEnterprise = '企业捐赠人'

/** The name under which a gift appears to anyone but the donor. */
export function publicName({ isAnonymous, donorName, donorKind, words }: Gift): string {
  if (isAnonymous) return anonymousName
  return donorKind === 'enterprise' && words.state !== 'fit' ? unseenEnterprise : donorName
}

/** What somebody wrote to go with their gift, as everybody may read it; empty until it was found fit. */
export const publicMessage = ({ words }: Pick<Gift, 'words'>): string =>
  words.state === 'fit' ? words.text : ''

/** Whether a gift has come and has not all gone back. */
export const isKept = (gift: Gift): boolean =>
  gift.status === 'received' && (gift.amountFen === 0 || gift.keptFen > 0)
