/** The timer's part for projects: closing what is over, and telling whom a decision or a note concerns. */
import { noteKinds } from '../../../../miniprogram/contract/giving-projects'
import { formatYuan } from '../../../../miniprogram/contract/money'
import { sumByProject } from '../../ledger/records'
import { enqueue } from '../../messages/actions'
import { type Project, readProjects } from '../records'
import { isOver } from '../rules'
import {
  advanceNote,
  listDonorsFrom,
  markProjectTold,
  moveProject,
  type Note,
  projectsThatMayEnd,
  untoldNotes,
  untoldProjects,
} from './records'

/** Closes projects whose time is over, or whose goal is reached if that is to close them. */
export async function closeProjects(now: Date): Promise<void> {
  const ending = (await projectsThatMayEnd.read(now)).filter(
    ({ closesAt, closesWhenFull }) => closesWhenFull || (closesAt !== null && closesAt <= now),
  )
  if (ending.length === 0) return
  const sums = await sumByProject(ending.map(({ _id }) => _id))
  for (const project of ending) {
    if (!isOver(project, sums.get(project._id) ?? 0, now)) continue
    const isTimeOver = project.closesAt !== null && project.closesAt <= now
    await moveProject(project, { status: 'closed', reason: isTimeOver ? '募集期满' : '已达到目标' })
  }
}

const decisionOf = ({ status, reason }: Project): string =>
  status === 'draft' ? `未通过审核：${reason}` : '已通过审核，开始募集'

/** Tells whoever proposed a project what was decided about it. */
export async function tellProposers(now: Date): Promise<void> {
  for (const project of await untoldProjects.read(now)) {
    const { _id, revision, title, proposedBy } = project
    const page = `staff-giving/project/project?projectId=${_id}`
    const message = { template: 'givingNews', title, words: decisionOf(project), at: now, page } as const
    await enqueue({ cause: `project:${_id}:${revision}`, personId: proposedBy, message, now })
    await markProjectTold(project)
  }
}

/** So many donors are told in one run of the timer, which must be over before its time is. */
const donorsAtOnce = 200

const wordsOf = ({ kind, text, spentFen }: Note): string =>
  `${noteKinds[kind]}：${spentFen === null ? '' : `使用 ${formatYuan(spentFen)} 元，`}${text}`

/** Tells the donors of a project what came of it, slice after slice. */
export async function tellNotes(now: Date): Promise<void> {
  const notes = await untoldNotes.read(now)
  if (notes.length === 0) return
  const projects = await readProjects(notes.map(({ projectId }) => projectId))
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  for (const note of notes) await tellNote(note, titles.get(note.projectId) ?? '', now)
}

async function tellNote(note: Note, title: string, now: Date): Promise<void> {
  const donors = await listDonorsFrom(note.projectId, note.upTo, donorsAtOnce)
  const page = `giving/project/project?projectId=${note.projectId}`
  const message = { template: 'givingNews', title, words: wordsOf(note), at: note.at, page } as const
  await Promise.all(donors.map((personId) => enqueue({ cause: `note:${note._id}`, personId, message, now })))
  const isLast = donors.length < donorsAtOnce
  await advanceNote(note, { upTo: donors.at(-1) ?? note.upTo, untold: !isLast })
}
