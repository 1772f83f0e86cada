/** What staff do with projects: write, propose, decide, close; and tell donors what came of it. */
import { AppError, isErrorCode } from '../../../../miniprogram/contract/errors'
import {
  type ManagedProject,
  type ProjectContent,
  type ProjectStatus,
  projectStatuses,
} from '../../../../miniprogram/contract/giving-projects'
import { bodiesFor, type Caller, reaches } from '../../../platform/caller'
import { page } from '../../../platform/cursor'
import { derivedId } from '../../../platform/ids'
import type { Handler, Handlers } from '../../../platform/serve'
import { linksOf, requireFitPictures } from '../../events/publishing/pictures'
import { sumByProject } from '../../ledger/records'
import { type Body, nameOf, readBodies } from '../../organisations/records'
import { bodyToWriteFor } from '../../organisations/writing'
import { forKeepers, isKeeper } from '../../treasury/keepers'
import { configured } from '../configured'
import { countByProject, type Project, readProject } from '../records'
import { missingFor } from '../rules'
import {
  changeProject,
  countStanding,
  type EditedProject,
  insertNote,
  insertProject,
  listNotes,
  listStanding,
  moveProject,
  type Reach,
} from './records'
import { brokenPromises, contentProblems, decideProposal, decideReview } from './rules'
import { noteView } from './showing'

const edits = (caller: Caller, { bodyPath }: Pick<Project, 'bodyPath'>) => reaches('editor', caller, bodyPath)
/** Who keeps the money decides about every project of the house, whoever proposed it. */
const decides = async (caller: Caller, { status }: Project) => status !== 'draft' && (await isKeeper(caller))

async function editableProject(projectId: string, caller: Caller): Promise<Project> {
  const project = await readProject(projectId)
  if (!project || !edits(caller, project)) throw new AppError('NOT_FOUND')
  return project
}

/** A project that the caller edits or decides about; another is answered like one that does not exist. */
export async function managedProject(projectId: string, caller: Caller): Promise<Project> {
  const project = await readProject(projectId)
  if (!project || !(edits(caller, project) || (await decides(caller, project))))
    throw new AppError('NOT_FOUND')
  return project
}

async function describeManaged(projects: readonly Project[]): Promise<ManagedProject[]> {
  if (projects.length === 0) return []
  const ids = projects.map(({ _id }) => _id)
  const [sums, counts, bodies] = await Promise.all([
    sumByProject(ids),
    countByProject(ids),
    readBodies(projects.map(({ bodyId }) => bodyId)),
  ])
  return projects.map(({ _id, title, bodyId, kind, status, goalFen, reason }) => ({
    projectId: _id,
    title,
    body: nameOf(bodies, bodyId),
    kind,
    status,
    goalFen,
    raisedFen: sums.get(_id) ?? 0,
    gifts: counts.get(_id) ?? 0,
    returnedFor: status === 'draft' ? reason : '',
  }))
}

/** Of which projects the caller sees those that stand so: what is proposed once is also the keepers' of the money. */
const reachOf = (edited: readonly string[], keeps: boolean, status: ProjectStatus): Reach =>
  keeps && status !== 'draft' ? 'all' : edited

const listManaged: Handler<'giving.listManaged'> = async ({ status, after }, { caller }) => {
  const edited = bodiesFor('editor', caller)
  const keeps = await isKeeper(caller)
  const statuses = Object.keys(projectStatuses) as ProjectStatus[]
  const sees = (one: ProjectStatus) => reachOf(edited, keeps, one).length > 0
  const [found, counts] = await Promise.all([
    sees(status) ? listStanding(reachOf(edited, keeps, status), status, after) : [],
    Promise.all(
      statuses.map(async (one) => [
        one,
        sees(one) ? await countStanding(reachOf(edited, keeps, one), one) : 0,
      ]),
    ),
  ])
  const { rows, next } = page(found, ({ order }) => order)
  return {
    projects: await describeManaged(rows),
    next,
    counts: Object.fromEntries(counts) as Record<ProjectStatus, number>,
    isEditor: edited.length > 0,
    isTreasurer: keeps,
    missing: missingFor(configured()),
  }
}

const contentFrom = (project: Project): ProjectContent => ({
  bodyId: project.bodyId,
  kind: project.kind,
  title: project.title,
  summary: project.summary,
  purpose: project.purpose,
  goalFen: project.goalFen,
  presetsFen: [...project.presetsFen],
  minimumFen: project.minimumFen,
  ...(project.opensAt ? { opensAt: project.opensAt.getTime() } : {}),
  ...(project.closesAt ? { closesAt: project.closesAt.getTime() } : {}),
  closesWhenFull: project.closesWhenFull,
  contact: project.contact,
  pictureIds: [...project.pictureIds],
})

const readManaged: Handler<'giving.readManaged'> = async ({ projectId }, { caller }) => {
  const project = await managedProject(projectId, caller)
  const [[described], links, notes] = await Promise.all([
    describeManaged([project]),
    linksOf(project.pictureIds),
    listNotes(projectId),
  ])
  if (!described) throw new AppError('NOT_FOUND')
  return {
    project: described,
    revision: project.revision,
    content: contentFrom(project),
    pictures: [...links].map(([fileId, url]) => ({ fileId, url })),
    notes: notes.map(noteView),
    isEditable: edits(caller, project),
    decides: await decides(caller, project),
  }
}

const chosenBody = (bodyId: string, caller: Caller): Promise<Body> =>
  bodyToWriteFor(bodyId, caller, 'content.bodyId')

const refuseFields = (fields: Readonly<Record<string, string>> | undefined): void => {
  if (!fields) return
  const named = Object.entries(fields).map(([field, message]) => [`content.${field}`, message])
  throw new AppError('INVALID_INPUT', { fields: Object.fromEntries(named) })
}

async function recordFrom(content: ProjectContent, body: Body): Promise<EditedProject> {
  await requireFitPictures(content.pictureIds)
  refuseFields(contentProblems(content, body.kind))
  return {
    ...content,
    bodyPath: body.bodyPath,
    opensAt: content.opensAt === undefined ? null : new Date(content.opensAt),
    closesAt: content.closesAt === undefined ? null : new Date(content.closesAt),
  }
}

/** New projects stand after those of the first hour, oldest first. */
const newOrder = 100

const create: Handler<'giving.createProject'> = async ({ draftKey, content }, { caller }) => {
  const edited = await recordFrom(content, await chosenBody(content.bodyId, caller))
  // The same draft sent again is the same project.
  const projectId = derivedId('project', caller.personId, draftKey)
  await insertProject({
    _id: projectId,
    ...edited,
    status: 'draft',
    reason: '',
    order: newOrder,
    revision: 1,
    createdBy: caller.personId,
    proposedBy: '',
    untold: false,
  })
  const { revision, status } = await editableProject(projectId, caller)
  return { projectId, revision, status }
}

const change: Handler<'giving.changeProject'> = async ({ projectId, revision, content }, { caller }) => {
  const project = await editableProject(projectId, caller)
  const edited = await recordFrom(content, await chosenBody(content.bodyId, caller))
  refuseFields(brokenPromises(project, content))
  // What the treasurer has not decided yet is taken back by a change: they decide about what they read.
  const status = project.status === 'proposed' ? 'draft' : project.status
  if (!(await changeProject(project, revision, edited, status))) throw new AppError('PROJECT_CHANGED')
  return { projectId, revision: revision + 1, status }
}

const propose: Handler<'giving.proposeProject'> = async ({ projectId, revision }, { caller }) => {
  const project = await editableProject(projectId, caller)
  // The same tap again, after its answer was lost.
  if (project.status === 'proposed' && project.revision === revision + 1)
    return { projectId, revision: project.revision, status: project.status }
  const decision = decideProposal(project, revision)
  if (decision !== 'propose') throw new AppError(decision)
  const proposed = { status: 'proposed', reason: '', proposedBy: caller.personId } as const
  if (!(await moveProject(project, proposed))) throw new AppError('PROJECT_CHANGED')
  return { projectId, revision: revision + 1, status: 'proposed' }
}

const decide: Handler<'giving.decideProject'> = async (input, { caller }) => {
  const { projectId, revision, decision, reason } = input
  const project = await managedProject(projectId, caller)
  const status = decideReview(project, revision, caller.personId, decision, reason)
  if (isErrorCode(status)) throw new AppError(status)
  const told = { status, reason: status === 'draft' ? reason : '', untold: true }
  if (!(await moveProject(project, told))) throw new AppError('PROJECT_CHANGED')
  return { projectId, revision: revision + 1, status }
}

const close: Handler<'giving.closeProject'> = async ({ projectId, revision, reason }, { caller }) => {
  const project = await managedProject(projectId, caller)
  if (project.status === 'closed') return { projectId, revision: project.revision, status: project.status }
  if (project.status !== 'open' || project.revision !== revision) throw new AppError('PROJECT_CHANGED')
  if (!(await moveProject(project, { status: 'closed', reason }))) throw new AppError('PROJECT_CHANGED')
  return { projectId, revision: revision + 1, status: 'closed' }
}

const addNote: Handler<'giving.addNote'> = async (input, { caller, now }) => {
  const { projectId, noteKey, kind, text, spentFen } = input
  const project = await editableProject(projectId, caller)
  if (project.status !== 'open' && project.status !== 'closed') throw new AppError('PROJECT_CHANGED')
  const noteId = derivedId('note', caller.personId, noteKey)
  await insertNote({
    _id: noteId,
    projectId,
    kind,
    text,
    spentFen: kind === 'spending' ? (spentFen ?? null) : null,
    at: now,
    byPersonId: caller.personId,
    upTo: '',
    untold: true,
  })
  return { noteId }
}

export const editing: Pick<
  Handlers<'giving'>,
  | 'giving.listManaged'
  | 'giving.readManaged'
  | 'giving.createProject'
  | 'giving.changeProject'
  | 'giving.proposeProject'
  | 'giving.decideProject'
  | 'giving.closeProject'
  | 'giving.addNote'
> = {
  'giving.listManaged': listManaged,
  'giving.readManaged': readManaged,
  'giving.createProject': create,
  'giving.changeProject': change,
  'giving.proposeProject': propose,
  'giving.decideProject': forKeepers(decide),
  'giving.closeProject': close,
  'giving.addNote': addNote,
}
