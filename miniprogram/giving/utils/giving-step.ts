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

/** What is missing before giving serves a person; nothing when it does. */
function stepToServed({ audience }: ProjectDetail, me: Me): GivingStep | undefined {
  if (audience === 'person')
    return me.person
      ? undefined
      : { act: 'register', label: '先登记', note: '登记约需一分钟，登记后即可捐赠' }
  const step = stepToRecognition(me)
  return step && { ...step, note: `捐赠面向已认证校友。${step.note}` }
}

/** What somebody can do about a project now: give, or what is missing before they may, or why nobody may. */
export function nextGivingStep(project: ProjectDetail, me: Me): GivingStep {
  if (!project.isOpen) return { act: 'none', label: '项目已结束募集', note: '感谢每一位支持者' }
  const missing = stepToServed(project, me)
  if (missing) return missing
  if (!project.isOnlineOpen)
    return { act: 'offline', label: '转账或捐物', note: '线上捐赠暂未开放，可先登记线下捐赠' }
  return { act: 'give', label: '我要捐赠', note: '' }
}
