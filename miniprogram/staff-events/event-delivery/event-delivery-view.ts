/** How the news of a change or a cancellation got through, in words. */
import type { DeliveryReport } from '../../contract/event-editing'
import type { Output } from '../../contract/index'
import { formatMoment } from '../../utils/date'
import { deliveryWords } from '../../utils/delivery-words'

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
      lines: deliveryWords(report),
    })),
  }
}
