/** What a project's page shows, and the one next step of who looks at it. */
import type { Me } from '../../contract/alumni'
import type { Honour } from '../../contract/giving'
import type { Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import { giftCount } from '../../utils/gift-count'
import { paragraphsOf } from '../../utils/paragraphs'
import { type GivingStep, nextGivingStep } from '../utils/giving-step'

export interface ProjectView {
  readonly projectId: string
  readonly title: string
  readonly body: string
  readonly summary: string
  readonly purpose: readonly string[]
  readonly payee: string
  readonly isOpen: boolean
  readonly raisedFen: number
  readonly supporters: string
  /** Empty for a project without a goal. */
  readonly goal: string
  /** Of the goal, in whole per cent; beyond 100 when more came in. */
  readonly percent: number
  readonly filledPercent: number
  /** Numbered, because nothing else tells two gifts of one donor apart. */
  readonly latest: readonly (Honour & { readonly row: number })[]
  readonly next: GivingStep
}

export function projectViewOf({ project, latest }: Output<'giving.readProject'>, me: Me): ProjectView {
  const percent = project.goalFen > 0 ? Math.floor((project.raisedFen / project.goalFen) * 100) : 0
  return {
    projectId: project.projectId,
    title: project.title,
    body: project.body.name,
    summary: project.summary,
    purpose: paragraphsOf(project.purpose),
    payee: project.payee,
    isOpen: project.isOpen,
    raisedFen: project.raisedFen,
    supporters: project.gifts > 0 ? `${giftCount(project.gifts)}支持` : '',
    goal: project.goalFen > 0 ? `目标 ${formatYuan(project.goalFen)} 元` : '',
    percent,
    filledPercent: project.raisedFen > 0 ? Math.min(100, Math.max(2, percent)) : 0,
    latest: latest.map((honour, row) => ({ ...honour, row })),
    next: nextGivingStep(project, me),
  }
}
