/** The wall of wishes for an anniversary: written by whoever is registered, shown once looked over. */
import { action } from './action'
import { fileId } from './event-content'
import { choice, id, list, type Moment, optional, text } from './fields'

export const signatures = {
  named: '署真实姓名',
  year: '只署入学年级',
  unnamed: '不署名',
} as const
export type Signature = keyof typeof signatures

/** waiting: a person has to look at it · shown · hidden: it does not fit, or was taken back from the wall. */
export const wishStates = { waiting: '待审核', shown: '已展示', hidden: '未展示' } as const
export type WishState = keyof typeof wishStates

/** Why somebody finds that a wish should not stand there. */
export const reportReasons = {
  rude: '不友善或低俗',
  advertising: '广告或诱导',
  untrue: '冒用他人或不实',
  other: '其他',
} as const
export type ReportReason = keyof typeof reportReasons

/** Why a wish waits for a person to look at it; nothing: WeChat's verdict on its picture is still to come. */
export const waitingCauses = {
  words: '文字待核对',
  picture: '图片待核对',
  reports: '多人举报',
} as const
export type WaitingCause = keyof typeof waitingCauses

export const wishWordsAtMost = 140

/** Where a person's pictures for wishes lie; the name of each is made by the phone. */
export const wishPictureFolder = (personId: string): string => `wishes/${personId}`

export interface ShownWish {
  readonly wishId: string
  readonly words: string
  /** As it is signed: never more than its writer chose. */
  readonly name: string
  readonly picture: string | undefined
  readonly at: Moment
  readonly isMine: boolean
}

export interface OwnWish extends ShownWish {
  readonly state: WishState
}

export interface WaitingWish extends Omit<ShownWish, 'isMine'> {
  readonly cause: WaitingCause
  /** Reasons given by those who reported it, without who they are. */
  readonly reasons: readonly ReportReason[]
}

const after = optional(text('游标', { max: 100 }))

export const wishes = {
  'wishes.list': action('visitor', { anniversaryId: id(), after }).returns<{
    readonly wishes: readonly ShownWish[]
    readonly next: string | undefined
  }>(),
  'wishes.make': action(
    'person',
    {
      draftKey: id(),
      anniversaryId: id(),
      words: text('祝福', { min: 2, max: wishWordsAtMost }),
      signature: choice('署名方式', signatures),
      pictureId: optional(fileId('图片')),
    },
    { atMost: { times: 10, per: 'day' } },
  ).returns<{ readonly wishId: string; readonly state: WishState }>(),
  'wishes.listMine': action('person', { anniversaryId: id() }).returns<{
    readonly wishes: readonly OwnWish[]
  }>(),
  'wishes.takeBack': action('person', { wishId: id() }).returns<{ readonly wishId: string }>(),
  /** The answer is the same whatever becomes of it. */
  'wishes.report': action(
    'person',
    { wishId: id(), reason: choice('原因', reportReasons) },
    { atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly wishId: string }>(),
  'wishes.listWaiting': action('editor', { after }).returns<{
    readonly wishes: readonly WaitingWish[]
    readonly next: string | undefined
  }>(),
  'wishes.decide': action(
    'editor',
    {
      wishIds: list('祝福', id(), { min: 1, max: 50 }),
      decision: choice('处理结果', { show: '展示', hide: '不展示' }),
    },
    { audits: 'wishIds' },
  ).returns<{ readonly decided: number }>(),
}
