/** What a person can do next about a project, or why nothing. */
import type { Me } from '../../contract/alumni'
import type { ProjectDetail } from '../../contract/giving'
import { stepToRecognition } from '../../utils/recognition'

/** `none` cannot be taken: its label says what is the matter. */
export interface GivingStep {
  readonly act: 'give' | 'offline' | 'register' | 'card' | 'none'
  readonly label: string
  readonly note: string
}

/** What somebody can do about a project now: give, or what is missing before they may, or why nobody may. */
export function nextGivingStep(project: ProjectDetail, me: Me): GivingStep {
  if (!project.isOpen) return { act: 'none', label: '项目已结束募集', note: '感谢每一位支持者' }
  const step = stepToRecognition(me)
  if (step) return { ...step, note: `捐赠面向已认证校友。${step.note}` }
  if (!project.isOnlineOpen)
    return { act: 'offline', label: '转账或捐物', note: '线上捐赠暂未开放，可先登记线下捐赠' }
  return { act: 'give', label: '我要捐赠', note: '' }
}
