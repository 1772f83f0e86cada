import type { DeliveryReport } from '../../../../miniprogram/contract/event-editing'
import { deliveryViewOf } from '../../../../miniprogram/staff-events/event-delivery/event-delivery-view'

const nowMs = Date.parse('2027-03-05T09:30:00+08:00')
const report = (more: Partial<DeliveryReport> = {}): DeliveryReport => ({
  kind: 'changed',
  at: nowMs,
  words: ['地点改为图书馆'],
  told: 5,
  sent: 3,
  refused: 2,
  failed: 0,
  waiting: 0,
  codes: [],
  isComplete: true,
  ...more,
})
const viewOf = (status: 'published' | 'cancelled', reports: readonly DeliveryReport[]) =>
  deliveryViewOf({ title: '返校日', status, reports }, nowMs)

it('news that got through says to how many, and how', () => {
  const { isUnderWay, reports } = viewOf('published', [report()])
  expect(isUnderWay).toBe(false)
  expect(reports[0]).toMatchObject({
    chip: { text: '已全部通知' },
    lines: ['3 人收到了微信提醒', '2 人没有订阅微信提醒，可在小程序的消息里看到'],
  })
})

it.each([
  ['somebody is still to be told', 'published', [report({ isComplete: false })]],
  ['a message is still to be sent', 'published', [report({ waiting: 1 })]],
  ['nothing is to be found yet of a cancellation', 'cancelled', [report()]],
] as const)('it is under way while %s', (_why, status, reports) => {
  expect(viewOf(status, reports).isUnderWay).toBe(true)
})
