import type { ManagedEvent } from '../../../../miniprogram/contract/event-editing'
import { rowOf, tabsOf } from '../../../../miniprogram/staff-events/events/events-view'

const event = (over: Partial<ManagedEvent> = {}): ManagedEvent => ({
  eventId: 'event',
  title: '活动',
  host: { bodyId: 'civil', name: '土木学院' },
  startsAt: 1,
  endsAt: 2,
  place: '',
  cover: { kind: 'art', art: 'ginkgo' },
  status: 'published',
  admission: 'everyone',
  signUpOpensAt: 0,
  signUpClosesAt: 0,
  seats: { capacity: 1, left: 1, waiting: 0 },
  isEditable: true,
  ...over,
})

const counts = { coming: 2, draft: 0, over: 31 }

describe('the events I manage', () => {
  it('lie behind tabs that count them; there are no drafts for who may edit nothing', () => {
    expect(tabsOf(counts, true).map(({ label }) => label)).toEqual(['即将举行 2', '草稿 0', '已结束 31'])
    expect(tabsOf(counts, false).map(({ phase }) => phase)).toEqual(['coming', 'over'])
  })

  it.each([
    ['coming', event(), '签到 名单 活动页 编辑'],
    ['coming', event({ isEditable: false }), '签到 名单 活动页'],
    ['draft', event({ status: 'draft' }), '继续编辑'],
    ['over', event({ status: 'cancelled' }), '名单 活动页 通知 复制'],
    ['over', event(), '名单 活动页 回顾 复制'],
    ['over', event({ isEditable: false }), '名单 活动页'],
  ] as const)('offer what makes sense: %s', (phase, managed, acts) => {
    expect(
      rowOf(phase, managed)
        .acts.map(({ label }) => label)
        .join(' '),
    ).toBe(acts)
  })
})
