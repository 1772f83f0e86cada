/** A notice as it is written: to whom, what it says, and how many it would reach. */
import type { FieldMessages } from '../../contract/errors'
import { parse } from '../../contract/fields'
import type { Input, Output } from '../../contract/index'
import { approvedFrom, type NoticeAudience, type NoticeLink, notices } from '../../contract/notices'

export interface NoticeForm {
  readonly draftKey: string
  /** `members:id` or `event:id`; empty while nothing is chosen. */
  readonly target: string
  /** Of an event. */
  readonly group: Exclude<NoticeAudience, 'members'>
  readonly title: string
  readonly words: string
  /** `event:id` or another kind of link with its id, or empty. */
  readonly link: string
}

export interface Choice {
  readonly value: string
  readonly label: string
  readonly group?: string
}

export interface Targets {
  readonly events: readonly Choice[]
  readonly links: readonly Choice[]
}

export const emptyForm = (draftKey: string, target: string): NoticeForm => ({
  draftKey,
  target,
  group: 'everyone',
  title: '',
  words: '',
  link: '',
})

export const isForEvent = ({ target }: Pick<NoticeForm, 'target'>): boolean => target.startsWith('event:')

export function targetsOf(found: Output<'notices.listTargets'>): Targets {
  const { events, projects, articles, anniversaries } = found
  const eventChoices = events.map(({ eventId, title }) => ({ value: `event:${eventId}`, label: title }))
  return {
    events: eventChoices.map((choice) => ({ ...choice, group: '活动的报名者' })),
    links: [
      { value: '', label: '不加链接' },
      ...eventChoices.map((choice) => ({ ...choice, group: '活动' })),
      ...projects.map(({ projectId, title }) => ({
        value: `project:${projectId}`,
        label: title,
        group: '捐赠项目',
      })),
      ...anniversaries.map(({ anniversaryId, title }) => ({
        value: `anniversary:${anniversaryId}`,
        label: title,
        group: '校庆',
      })),
      ...articles.map(({ articleId, title }) => ({
        value: `article:${articleId}`,
        label: title,
        group: '文章',
      })),
    ],
  }
}

/** To whom it can be written: those who belong to a body, or signed up for an event. */
export const recipientsOf = ({ events }: Targets) => ({
  actingAs: ['editor', 'reviewer'] as const,
  prefix: 'members:',
  group: '组织的认证校友',
  others: events,
})

const idOf = (value: string) => value.slice(value.indexOf(':') + 1)

export const addressOf = (form: Pick<NoticeForm, 'target' | 'group'>): Input<'notices.count'> => ({
  audience: isForEvent(form) ? form.group : 'members',
  targetId: idOf(form.target),
})

export function inputOf(form: NoticeForm): Input<'notices.send'> {
  const { draftKey, title, words, link } = form
  const opens = link.split(':')[0] as NoticeLink
  return {
    draftKey,
    ...addressOf(form),
    title,
    words,
    ...(link === '' ? {} : { link: { opens, targetId: idOf(link) } }),
  }
}

/** What is wrong with it, by field; nothing when it can be sent. */
export function problemsOf(form: NoticeForm): FieldMessages {
  const parsed = parse(notices['notices.send'].input, inputOf(form))
  if (parsed.ok) return {}
  const { targetId, ...others } = parsed.fields
  return targetId === undefined ? others : { ...others, target: '请选择发给谁' }
}

export interface CountView {
  readonly recipients: number
  readonly lines: readonly string[]
  readonly needsApproval: boolean
}

export function countViewOf({ recipients, declined, isApproved }: Output<'notices.count'>): CountView {
  return {
    recipients,
    needsApproval: isApproved,
    lines: [
      declined > 0 ? `另有 ${declined} 人选择不接收组织通知，不会打扰` : '',
      isApproved ? `超过 ${approvedFrom} 人，须由另一位老师复核后发出` : '',
    ].filter((line) => line !== ''),
  }
}
