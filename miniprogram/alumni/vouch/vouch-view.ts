/** Who waits in the classes that one leads, as rows. */
import type { Output } from '../../contract/index'
import type { Classmate } from '../../contract/registrations'
import { formatRelative } from '../../utils/date'

export interface Row {
  readonly personId: string
  readonly name: string
  readonly about: string
  /** What the lead said: knows · unknown · nothing yet. */
  readonly said: 'knows' | 'unknown' | ''
}

export const rowOf = ({ personId, name, className, registeredAt, knows }: Classmate, nowMs: number): Row => ({
  personId,
  name,
  about: `${className} · ${formatRelative(registeredAt, nowMs)} 登记`,
  said: knows === undefined ? '' : knows ? 'knows' : 'unknown',
})

export interface Nothing {
  readonly state: 'empty'
  readonly title: string
  readonly hint: string
}

/** Why there is nobody. */
export const nothingFor = ({ classes }: Output<'registrations.listForLead'>): Nothing =>
  classes.length === 0
    ? { state: 'empty', title: '您还不是班级联络人', hint: '学校指定班级联络人后，这里会显示新登记的同学' }
    : { state: 'empty', title: '暂时没有新登记', hint: '班里有同学登记时，会出现在这里' }
