/** The queue of registrations as rows of a list. */
import { type EducationView, personKinds, type VerificationStatus } from '../../contract/alumni'
import type { RegistrationSummary } from '../../contract/registrations'
import { formatRelative } from '../../utils/date'

export interface Row {
  readonly personId: string
  readonly name: string
  readonly kind: string
  readonly educations: readonly string[]
  readonly registered: string
}

/** As much as tells one person from another; the registration itself says it all. */
const inShort = ({ college, entryYear, programme, className }: EducationView) =>
  [`${entryYear}级`, college.name, className || programme].filter((part) => part !== '').join(' ')

export function rowOf(registration: RegistrationSummary, nowMs: number): Row {
  const { personId, name, kind, educations, registeredAt } = registration
  return {
    personId,
    name,
    kind: personKinds[kind],
    educations: educations.length > 0 ? educations.map(inShort) : ['未填写教育经历'],
    registered: formatRelative(registeredAt, nowMs),
  }
}

/** The words of a tab in which nothing is. */
export const emptyWords: Readonly<Record<VerificationStatus, { title: string; hint: string }>> = {
  pending: { title: '都处理完了', hint: '有新的登记时，会出现在这里' },
  verified: { title: '还没有认证的校友', hint: '通过审核的登记会出现在这里' },
  returned: { title: '没有待补充的登记', hint: '退回补充、还没重新提交的登记会出现在这里' },
  refused: { title: '没有未通过的登记', hint: '不予通过的登记会出现在这里' },
}
