/** How the news of a change or a cancellation got through, in words. */
import type { DeliveryReport } from '../../contract/event-editing'
import type { Output } from '../../contract/index'
import { formatMoment } from '../../utils/date'

interface ReportView {
  readonly key: string
  readonly heading: string
  readonly when: string
  readonly words: readonly string[]
  readonly chip: { readonly text: string; readonly tone: 'success' | 'warning' }
  readonly told: number
  /** How it stands with the messages of WeChat that go along; nothing that is zero. */
  readonly lines: readonly string[]
}

export interface DeliveryView {
  readonly title: string
  readonly isCancelled: boolean
  readonly reports: readonly ReportView[]
  /** Whether more is still going out. */
  readonly isUnderWay: boolean
}

const isDone = ({ isComplete, waiting }: DeliveryReport): boolean => isComplete && waiting === 0

function linesOf({ sent, refused, failed, waiting }: DeliveryReport): string[] {
  return [
    sent > 0 ? `${sent} 人收到了微信提醒` : '',
    refused > 0 ? `${refused} 人没有订阅微信提醒，可在小程序的消息里看到` : '',
    failed > 0 ? `${failed} 人的微信提醒没有送达，可在小程序的消息里看到` : '',
    waiting > 0 ? `${waiting} 条微信提醒正在发送；夜间不打扰，次日早上再发` : '',
  ].filter((line) => line !== '')
}

export function deliveryViewOf(told: Output<'events.readDelivery'>, nowMs: number): DeliveryView {
  const { title, status, reports } = told
  const isCancelled = status === 'cancelled'
  return {
    title,
    isCancelled,
    // A cancellation of which nothing is to be found yet is told by the timer within a minute.
    isUnderWay:
      reports.some((report) => !isDone(report)) ||
      (isCancelled && !reports.some(({ kind }) => kind === 'cancelled')),
    reports: reports.map((report) => ({
      key: `${report.kind}-${report.at}`,
      heading: report.kind === 'cancelled' ? '活动取消' : '活动变更',
      when: formatMoment(report.at, nowMs),
      words: report.words,
      chip: isDone(report) ? { text: '已全部通知', tone: 'success' } : { text: '正在通知', tone: 'warning' },
      told: report.told,
      lines: linesOf(report),
    })),
  }
}
