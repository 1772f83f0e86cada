/** How a notice stands, as a chip. */
import { type NoticeStatus, noticeStatuses } from '../../contract/notices'

export interface Chip {
  readonly text: string
  readonly tone: 'success' | 'warning' | 'neutral' | 'primary'
}

const tones: Readonly<Record<NoticeStatus, Chip['tone']>> = {
  approval: 'warning',
  returned: 'warning',
  sending: 'primary',
  sent: 'success',
  stopped: 'neutral',
}

export const chipOf = (status: NoticeStatus): Chip => ({ text: noticeStatuses[status], tone: tones[status] })
