/** What makes a project fit to be proposed, what of an open one stays as donors were promised, and who decides; pure. */
import type { ErrorCode, FieldMessages } from '../../../../miniprogram/contract/errors'
import type { ClassDrive } from '../../../../miniprogram/contract/giving'
import type { ProjectContent } from '../../../../miniprogram/contract/giving-projects'
import type { Project } from '../records'

/** What does not fit together; undefined when all does. */
export function contentProblems(content: ProjectContent, bodyKind: string): FieldMessages | undefined {
  const { kind, opensAt, closesAt, presetsFen, minimumFen, closesWhenFull, goalFen } = content
  if (kind === 'class' && bodyKind !== 'class') return { bodyId: '班级捐赠请选择班级作为发起单位' }
  if (opensAt !== undefined && closesAt !== undefined && closesAt <= opensAt)
    return { closesAt: '截止日期应晚于开始日期' }
  if (presetsFen.some((presetFen) => presetFen < minimumFen))
    return { presetsFen: '建议金额不能低于起捐金额' }
  if (new Set(presetsFen).size < presetsFen.length) return { presetsFen: '建议金额不能重复' }
  if (closesWhenFull && goalFen === 0) return { goalFen: '达到目标后结束的项目，请填写目标金额' }
  return undefined
}

/** The sum that is on it, what it is for and who answers for it: on these words people gave. */
const promised = ['bodyId', 'kind', 'title', 'purpose', 'goalFen', 'closesWhenFull'] as const

/** Which promises a change would break; undefined when none. */
export function brokenPromises(before: Project, content: ProjectContent): FieldMessages | undefined {
  if (before.status === 'draft' || before.status === 'proposed') return undefined
  const broken = promised.filter((field) => before[field] !== content[field])
  if (broken.length === 0) return undefined
  return Object.fromEntries(broken.map((field) => [field, '开始募集后不能修改，可写一则项目进展说明']))
}

type Editable = Pick<Project, 'status' | 'revision'>

/** Whether a project may be proposed as it was read. */
export const decideProposal = (project: Editable, revision: number): 'propose' | ErrorCode =>
  project.status === 'draft' && project.revision === revision ? 'propose' : 'PROJECT_CHANGED'

/** A proposal is decided by somebody else than whoever made it, about what they read, and sent back with a reason. */
export function decideReview(
  project: Editable & Pick<Project, 'proposedBy'>,
  revision: number,
  callerId: string,
  decision: 'approve' | 'return',
  reason: string,
): 'open' | 'draft' | ErrorCode {
  if (project.status !== 'proposed' || project.revision !== revision) return 'PROJECT_CHANGED'
  if (project.proposedBy === callerId) return 'OWN_PROPOSAL'
  if (decision === 'approve') return 'open'
  return reason === '' ? 'REASON_REQUIRED' : 'draft'
}

/** Fewer people than this are not counted before everybody, so that nobody can be guessed. */
const countedFrom = 5

/** How far a class came together, as everybody may know it. */
export function driveOf(members: number, donors: number): ClassDrive {
  const isCounted = members >= countedFrom && donors >= countedFrom
  return {
    members: members >= countedFrom ? members : undefined,
    donors: isCounted ? donors : undefined,
    // Somebody may have given and left the class since: more than all cannot have given.
    percent: isCounted ? Math.min(100, Math.floor((donors / members) * 100)) : undefined,
  }
}
