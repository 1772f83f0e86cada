/** Notices in every state: on their way to approval, returned, sent with a report, and stopped. */
import type { EventRecord, SignUp } from '../../cloudfunctions/domain/events/records'
import { guestPrefix } from '../../cloudfunctions/domain/events/seats'
import type { OutboxItem, OutboxState } from '../../cloudfunctions/domain/messages/records'
import type { Notice } from '../../cloudfunctions/domain/notices/records'
import { causeOf } from '../../cloudfunctions/domain/notices/rules'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { bodyIds } from './body-ids'
import { eventIds } from './event-ids'
import { personas } from './personas'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const idOfPersona = (sought: string) => personIdOf(personas.find(({ key }) => key === sought)?.openid ?? '')

type Written = Pick<Notice, 'title' | 'words' | 'status' | 'recipients'> &
  Partial<Pick<Notice, 'link' | 'decision' | 'spared'>> & { readonly at: Date }

function toAll(id: string, written: Written): Notice {
  return {
    _id: `sample-notice-${id}`,
    audience: 'members',
    targetId: bodyIds.university,
    targetName: '江城理工大学',
    bodyId: bodyIds.university,
    bodyPath: [bodyIds.university],
    link: null,
    byPersonId: idOfPersona('editor'),
    decision: null,
    upTo: '',
    spared: 0,
    unheld: null,
    ...written,
  }
}

const decided = (at: Date, reason: string) => ({ by: idOfPersona('administrator'), at, reason })

/** How the messages of a notice came through, one after another. */
const fates: readonly Pick<OutboxItem, 'state' | 'code'>[] = [
  { state: 'sent' },
  { state: 'refused', code: 43101 },
  { state: 'sent' },
  { state: 'sent' },
  { state: 'refused' },
]

function toldBy({ _id, title, words, at, bodyId }: Notice, personIds: readonly string[], page: string) {
  const cause = causeOf(_id)
  const from = bodyId === bodyIds.university ? '江城理工大学' : '校友会'
  return personIds.map((personId, index): OutboxItem => {
    const fate = fates[index % fates.length] ?? { state: 'sent' as OutboxState }
    const message = { template: 'notice', from, title, words, at, page } as const
    return {
      _id: `${cause}:${personId}`,
      cause,
      personId,
      message,
      at,
      isRead: true,
      tries: 1,
      nextAt: at,
      ...fate,
    }
  })
}

export function sampleNotices(
  { events, signUps }: { readonly events: readonly EventRecord[]; readonly signUps: readonly SignUp[] },
  nowMs: number,
): { readonly notices: readonly Notice[]; readonly outbox: readonly OutboxItem[] } {
  const ago = (days: number) => new Date(nowMs - days * dayMs)
  const event = events.find(({ _id }) => _id === eventIds.homecoming)
  const came = signUps.filter(
    ({ eventId, status, personId }) =>
      eventId === eventIds.homecoming && status === 'confirmed' && !personId.startsWith(guestPrefix),
  )
  const toEvent: Notice = {
    ...toAll('arrival', {
      title: '返校日到达提示',
      words: '南门、东门均可入校，凭电子票免费停车。八点半起签到，请预留时间。',
      status: 'sent',
      recipients: came.length,
      at: ago(2),
      link: { opens: 'event', targetId: eventIds.homecoming },
    }),
    audience: 'confirmed',
    targetId: eventIds.homecoming,
    targetName: event?.title ?? '',
    upTo:
      came
        .map(({ _id }) => _id)
        .sort()
        .at(-1) ?? '',
  }
  const notices = [
    toAll('anniversary', {
      title: '七十周年校庆公告',
      words: '七十周年校庆将于明年十月举行，欢迎各位校友回家看看。日程与报名方式会陆续公布。',
      status: 'approval',
      recipients: 229,
      at: ago(0.1),
    }),
    toEvent,
    toAll('volunteers', {
      title: '校庆志愿者招募',
      words: '校庆需要各地校友担任接待志愿者，请与所在校友会联系。',
      status: 'returned',
      recipients: 229,
      at: ago(5),
      decision: decided(ago(4.8), '请写明招募的截止时间和联系人'),
    }),
    toAll('survey', {
      title: '校友刊物读者调查',
      words: '请花三分钟说说您喜欢的栏目。',
      status: 'stopped',
      recipients: 229,
      at: ago(9),
    }),
  ]
  const page = `events/event/event?eventId=${eventIds.homecoming}`
  return {
    notices,
    outbox: toldBy(
      toEvent,
      came.map(({ personId }) => personId),
      page,
    ),
  }
}
