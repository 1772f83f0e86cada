/** What a project's page shows, and the one next step of who looks at it. */
import type { Me } from '../../contract/alumni'
import { type ClassDrive, givingAudiences, type Honour, type ProjectDetail } from '../../contract/giving'
import { noteKinds, type ProjectNote } from '../../contract/giving-projects'
import type { Output } from '../../contract/index'
import { formatYuan } from '../../contract/money'
import { formatDay } from '../../utils/date'
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
  /** Whom giving serves, in words. */
  readonly audience: string
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
  readonly pictures: readonly string[]
  /** Until when, and whom to ask; each empty where there is nothing to say. */
  readonly period: string
  readonly contact: string
  readonly drive: DriveView | undefined
  /** Who speaks for the class of a drive; empty for others than its own. */
  readonly leads: string
  readonly notes: readonly NoteView[]
}

interface DriveView {
  readonly percent: number
  readonly words: string
}

interface NoteView {
  readonly noteId: string
  readonly line: string
  readonly text: string
}

function driveOf({ members, donors, percent }: ClassDrive): DriveView {
  const all = members === undefined ? '' : `班级已登记 ${members} 人，`
  return donors === undefined || percent === undefined
    ? { percent: 0, words: `${all}参与满 5 人后显示参与率` }
    : { percent, words: `${all}${donors} 人已参与，参与率 ${percent}%` }
}

const periodOf = ({ isOpen, closesAt }: ProjectDetail, nowMs: number): string =>
  isOpen && closesAt !== undefined ? `募集至 ${formatDay(closesAt - 1, nowMs)}` : ''

const contactOf = ({ contact: { name, phone, wechat } }: ProjectDetail): string =>
  [name, phone, wechat === '' ? '' : `微信 ${wechat}`].filter((part) => part !== '').join(' · ')

const noteOf = ({ noteId, kind, spentFen, at, text }: ProjectNote, nowMs: number): NoteView => ({
  noteId,
  line: [noteKinds[kind], spentFen === undefined ? '' : `${formatYuan(spentFen)} 元`, formatDay(at, nowMs)]
    .filter((part) => part !== '')
    .join(' · '),
  text,
})

export function projectViewOf(
  { project, latest, notes }: Output<'giving.readProject'>,
  me: Me,
  nowMs: number,
): ProjectView {
  const percent = project.goalFen > 0 ? Math.floor((project.raisedFen / project.goalFen) * 100) : 0
  return {
    projectId: project.projectId,
    title: project.title,
    body: project.body.name,
    summary: project.summary,
    purpose: paragraphsOf(project.purpose),
    payee: project.payee,
    audience: `捐赠面向${givingAudiences[project.audience]}`,
    isOpen: project.isOpen,
    raisedFen: project.raisedFen,
    supporters: project.gifts > 0 ? `${giftCount(project.gifts)}支持` : '',
    goal: project.goalFen > 0 ? `目标 ${formatYuan(project.goalFen)} 元` : '',
    percent,
    filledPercent: project.raisedFen > 0 ? Math.min(100, Math.max(2, percent)) : 0,
    latest: latest.map((honour, row) => ({ ...honour, row })),
    next: nextGivingStep(project, me),
    pictures: project.pictures,
    period: periodOf(project, nowMs),
    contact: contactOf(project),
    leads: project.leads.map(({ name, office }) => `${name}（${office}）`).join('、'),
    drive: project.drive && driveOf(project.drive),
    notes: notes.map((note) => noteOf(note, nowMs)),
  }
}
