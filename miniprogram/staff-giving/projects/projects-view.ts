/** The projects I manage, in heaps by what is to be done with them. */

import { type ManagedProject, type ProjectStatus, projectKinds } from '../../contract/giving-projects'
import type { Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'

interface Row {
  readonly projectId: string
  readonly title: string
  readonly line: string
  readonly money: string
  readonly returnedFor: string
}

export interface Heap {
  readonly status: ProjectStatus
  readonly label: string
  readonly nothing: string
  readonly rows: readonly Row[]
}

const heaps: readonly Omit<Heap, 'rows'>[] = [
  { status: 'proposed', label: '待审核', nothing: '没有等待审核的项目' },
  { status: 'open', label: '募集中', nothing: '没有正在募集的项目' },
  { status: 'draft', label: '草稿', nothing: '没有还在起草的项目' },
  { status: 'closed', label: '已结束', nothing: '还没有结束的项目' },
]

/** What has come together, beside the goal where there is one. */
export function moneyOf({ raisedFen, goalFen, gifts }: ManagedProject): string {
  const goal = goalFen > 0 ? `，目标 ${formatYuan(goalFen)} 元` : ''
  return `已筹 ${formatYuan(raisedFen)} 元${goal}，${gifts} 笔`
}

const rowOf = (project: ManagedProject): Row => ({
  projectId: project.projectId,
  title: project.title,
  line: `${project.body.name} · ${projectKinds[project.kind]}`,
  money: moneyOf(project),
  returnedFor: project.returnedFor,
})

/** Whoever writes no projects has no drafts to see. */
export const heapsOf = ({ projects, isEditor }: Output<'giving.listManaged'>): Heap[] =>
  heaps
    .filter(({ status }) => status !== 'draft' || isEditor)
    .map((heap) => ({ ...heap, rows: projects.filter(({ status }) => status === heap.status).map(rowOf) }))
