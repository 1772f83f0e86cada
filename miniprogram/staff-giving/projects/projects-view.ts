/** The projects I manage, by what is to be done with them. */
import { type ManagedProject, type ProjectStatus, projectKinds } from '../../contract/giving-projects'
import { formatYuan } from '../../contract/money'

export interface Row {
  readonly projectId: string
  readonly title: string
  readonly line: string
  readonly money: string
  readonly returnedFor: string
}

export interface Tab {
  readonly status: ProjectStatus
  readonly label: string
}

const heaps: readonly (Tab & { readonly nothing: string })[] = [
  { status: 'proposed', label: '待审核', nothing: '没有等待审核的项目' },
  { status: 'open', label: '募集中', nothing: '没有正在募集的项目' },
  { status: 'draft', label: '草稿', nothing: '没有还在起草的项目' },
  { status: 'closed', label: '已结束', nothing: '还没有结束的项目' },
]

export const nothingOf = (status: ProjectStatus): string =>
  heaps.find((heap) => heap.status === status)?.nothing ?? ''

/** Whoever writes no projects has no drafts to see. */
export const tabsOf = (counts: Readonly<Record<ProjectStatus, number>>, isEditor: boolean): Tab[] =>
  heaps
    .filter(({ status }) => status !== 'draft' || isEditor)
    .map(({ status, label }) => ({ status, label: `${label} ${counts[status]}` }))

/** What has come together, beside the goal where there is one. */
export function moneyOf({ raisedFen, goalFen, gifts }: ManagedProject): string {
  const goal = goalFen > 0 ? `，目标 ${formatYuan(goalFen)} 元` : ''
  return `已筹 ${formatYuan(raisedFen)} 元${goal}，${gifts} 笔`
}

export const rowOf = (project: ManagedProject): Row => ({
  projectId: project.projectId,
  title: project.title,
  line: `${project.body.name} · ${projectKinds[project.kind]}`,
  money: moneyOf(project),
  returnedFor: project.returnedFor,
})
