import type { NoticeDetail } from '../../../../miniprogram/contract/notices'
import { noticeViewOf } from '../../../../miniprogram/staff-office/notice/notice-view'

const nowMs = Date.parse('2027-03-05T09:30:00+08:00')
const notice = (changes: Partial<NoticeDetail> = {}): NoticeDetail => ({
  noticeId: 'n',
  audience: 'confirmed',
  targetName: '返校日',
  title: '集合',
  words: '南门集合',
  status: 'sent',
  recipients: 5,
  at: nowMs,
  authorName: '方静宜',
  body: { bodyId: 'b', name: '校友会' },
  link: undefined,
  deciderName: '',
  reason: '',
  told: 4,
  spared: 1,
  sent: 2,
  refused: 1,
  failed: 1,
  waiting: 0,
  codes: [
    { code: 43101, messages: 1 },
    { code: 99, messages: 1 },
  ],
  isDecidable: false,
  isStoppable: false,
  ...changes,
})

test('a report says how many heard of it, how, and what WeChat answered', () => {
  const view = noticeViewOf(notice(), nowMs)
  expect(view).toMatchObject({ told: 4, hint: '', isUnderWay: false })
  expect(view.lines).toEqual([
    '2 人收到了微信提醒',
    '1 人没有订阅微信提醒，可在小程序的消息里看到',
    '1 人的微信提醒没有送达，可在小程序的消息里看到',
    '1 人本周已收到五条通知，没有再打扰',
  ])
  expect(view.codes).toEqual(['对方没有订阅（微信答复 43101）：1 条', '微信答复 99：1 条'])
})

test('before anybody was told it says why, and who decided is named only where somebody did', () => {
  const waiting = notice({ status: 'approval', told: 0, spared: 0, codes: [] })
  expect(noticeViewOf(waiting, nowMs)).toMatchObject({ chip: { text: '待复核' }, isUnderWay: false })
  expect(noticeViewOf(waiting, nowMs).hint).not.toBe('')
  expect(noticeViewOf(waiting, nowMs).facts.map(({ label }) => label)).toEqual(['发给', '人数', '撰写'])
  expect(noticeViewOf(notice({ deciderName: '顾远山' }), nowMs).facts.at(-1)).toEqual({
    label: '复核',
    value: '顾远山',
  })
})
