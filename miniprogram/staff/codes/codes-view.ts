/** A body's codes as cards, and a new one as it is typed. */
import {
  type ChannelKind,
  type CodeOpening,
  type CodeSummary,
  channelKinds,
  codeOpenings,
  isShareable,
} from '../../contract/codes'
import type { Moment } from '../../contract/fields'
import type { Output } from '../../contract/index'
import { campusTime } from '../../utils/date'

export interface Card {
  readonly scene: string
  readonly title: string
  readonly opens: string
  readonly channel: string
  readonly kind: string
  /** What came of it: of what it opens alone. */
  readonly figures: readonly { readonly figure: number; readonly unit: string }[]
  /** Where this code is compared with others of the same thing; empty where there is nothing to compare. */
  readonly kitUrl: string
  readonly until: string
  readonly isUsable: boolean
  /** Why it opens nothing; empty while it does. */
  readonly ended: string
}

const dayOf = (moment: Moment) => {
  const { year, month, day } = campusTime(moment)
  return `${year}年${month}月${day}日`
}

function figuresOf({ opens, openedTimes, registrations, signUps, gifts }: CodeSummary): Card['figures'] {
  const opened = { figure: openedTimes, unit: '次打开' }
  const registered = { figure: registrations, unit: '人登记' }
  const signedUp = { figure: signUps, unit: '人报名' }
  const given = { figure: gifts, unit: '笔捐赠' }
  const came: Readonly<Record<CodeOpening, Card['figures']>> = {
    register: [registered],
    body: [],
    event: [signedUp],
    project: [given],
    article: [registered, signedUp, given],
    anniversary: [registered, signedUp, given],
  }
  return [opened, ...came[opens]]
}

const kitUrlOf = ({ opens, targetId }: CodeSummary): string =>
  isShareable(opens) ? `/staff/share-kit/share-kit?opens=${opens}&targetId=${targetId}` : ''

/** Kinds of channel, to choose among. */
export const kindChoices = (Object.keys(channelKinds) as ChannelKind[]).map((value) => ({
  value,
  label: channelKinds[value],
}))

export function cardOf(code: CodeSummary, nowMs: number): Card {
  const ended = code.status === 'closed' ? '已停用' : code.expiresAt <= nowMs ? '已过期' : ''
  return {
    scene: code.scene,
    title: code.entryYear === undefined ? code.title : `${code.title} ${code.entryYear} 级`,
    opens: codeOpenings[code.opens],
    channel: code.channel,
    kind: channelKinds[code.kind],
    figures: figuresOf(code),
    kitUrl: kitUrlOf(code),
    until: dayOf(code.expiresAt),
    isUsable: ended === '',
    ended,
  }
}

/** What a new code may lead to, `opens:id` by name. */
export function targetsOf({
  body,
  events,
  projects,
  articles,
  anniversaries,
}: Omit<Output<'codes.list'>, 'codes' | 'next'>) {
  return [
    { value: `register:${body.bodyId}`, label: '校友登记', note: body.name },
    { value: `body:${body.bodyId}`, label: '组织主页', note: body.name },
    ...events.map(({ eventId, title }) => ({ value: `event:${eventId}`, label: title, note: '活动' })),
    ...projects.map(({ projectId, title }) => ({
      value: `project:${projectId}`,
      label: title,
      note: '捐赠项目',
    })),
    ...anniversaries.map(({ anniversaryId, title }) => ({
      value: `anniversary:${anniversaryId}`,
      label: title,
      note: '校庆',
    })),
    ...articles.map(({ articleId, title }) => ({
      value: `article:${articleId}`,
      label: title,
      note: '文章',
    })),
  ]
}

export interface CodeForm {
  /** `opens:id` */
  readonly target: string
  readonly channel: string
  readonly kind: ChannelKind
  /** `2027-10-15`, the last day. */
  readonly lastDay: string
  readonly draftKey: string
}

export const splitTarget = (target: string): { readonly opens: CodeOpening; readonly targetId: string } => {
  const [opens = 'register', targetId = ''] = target.split(':')
  return { opens: opens as CodeOpening, targetId }
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `2027-10-15`, so many years after a moment. */
export function dateAfter(nowMs: number, years: number): string {
  const { year, month, day } = campusTime(nowMs)
  return `${year + years}-${twoDigits(month)}-${twoDigits(day === 29 && month === 2 ? 28 : day)}`
}

/** The end of a day on the campus clock. */
export const endOf = (date: string): Moment => Date.parse(`${date}T23:59:59+08:00`)
