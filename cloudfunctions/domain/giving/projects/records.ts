/** What staff write of projects, each in one conditional update; and the notes that donors are told. */
import type { NoteKind, ProjectStatus } from '../../../../miniprogram/contract/giving-projects'
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'
import type { Gift, Project } from '../records'

export interface Note {
  readonly _id: string
  readonly projectId: string
  readonly kind: NoteKind
  readonly text: string
  readonly spentFen: number | null
  readonly at: Date
  readonly byPersonId: string
  /** Donors up to this id were told of it; untold until all were. */
  readonly upTo: string
  readonly untold: boolean
}

const projects = new Collection<Project>('projects')
const notes = new Collection<Note>('projectNotes')
const gifts = new Collection<Gift>('gifts')

/** What an editor decides of a project. */
export type EditedProject = Pick<
  Project,
  | 'kind'
  | 'title'
  | 'summary'
  | 'purpose'
  | 'bodyId'
  | 'bodyPath'
  | 'goalFen'
  | 'presetsFen'
  | 'minimumFen'
  | 'opensAt'
  | 'closesAt'
  | 'closesWhenFull'
  | 'contact'
  | 'pictureIds'
>

export const insertProject = (project: Project): Promise<'inserted' | 'exists'> => projects.insert(project)

/** Replaces a project's content, if nobody else changed it meanwhile; `status` is what it becomes by it. */
export const changeProject = (
  { _id, status }: Pick<Project, '_id' | 'status'>,
  revision: number,
  { contact, ...content }: EditedProject,
  becomes: ProjectStatus,
): Promise<boolean> =>
  projects.change(
    { _id, revision, status },
    {
      ...content,
      // An object is replaced as a whole: without `set` the platform would merge it into the old one.
      contact: command.set(contact),
      status: becomes,
      revision: command.inc(1),
    },
  )

/** Moves a project on, if it still is as it was read. */
export const moveProject = (
  { _id, revision, status }: Pick<Project, '_id' | 'revision' | 'status'>,
  to: Partial<Pick<Project, 'status' | 'reason' | 'proposedBy' | 'untold'>>,
): Promise<boolean> => projects.change({ _id, revision, status }, { ...to, revision: command.inc(1) })

/** Which projects are meant: those at or below some bodies, or all of the house. */
export type Reach = readonly string[] | 'all'

const standing = (reach: Reach, status: ProjectStatus): Query =>
  reach === 'all' ? { status } : { bodyPath: command.in([...reach]), status }

/** Projects that stand so, in their order; a page and one more. */
export const listStanding = (
  reach: Reach,
  status: ProjectStatus,
  after: string | undefined,
): Promise<Project[]> =>
  projects.find(afterCursor(standing(reach, status), 'order', 'asc', after), {
    order: [
      ['order', 'asc'],
      ['_id', 'asc'],
    ],
    limit: pageSize + 1,
  })

export const countStanding = (reach: Reach, status: ProjectStatus): Promise<number> =>
  projects.count(standing(reach, status))

export const projectsThatMayEnd = new Pile(projects, () => ({ status: 'open' }), { limit: 200 })

export const untoldProjects = new Pile(projects, () => ({ untold: true }))
export const markProjectTold = (project: Pick<Project, '_id' | 'revision'>): Promise<boolean> =>
  projects.change({ _id: project._id, revision: project.revision }, { untold: false })

/** Puts a pseudonym where a member of staff stood. */
export async function renameProposer(personId: string, pseudonymId: string): Promise<void> {
  await projects.changeEvery({ createdBy: personId }, { createdBy: pseudonymId })
  await projects.changeEvery({ proposedBy: personId }, { proposedBy: pseudonymId })
  await notes.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
}

export const insertNote = (note: Note): Promise<'inserted' | 'exists'> => notes.insert(note)

/** What was told of a project, latest first. */
export const listNotes = (projectId: string): Promise<Note[]> =>
  notes.find({ projectId }, { order: [['at', 'desc']], limit: 20 })

export const untoldNotes = new Pile(notes, () => ({ untold: true }))

/** Notes how far donors were told, unless another run got further. */
export const advanceNote = (
  { _id, upTo }: Note,
  to: Partial<Pick<Note, 'upTo' | 'untold'>>,
): Promise<boolean> => notes.change({ _id, upTo, untold: true }, to)

/** Donors of a project whose id comes after this one, each once. */
export async function listDonorsFrom(
  projectId: string,
  upTo: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await gifts.aggregate<{ _id: string }>((stages) =>
    stages
      .match({ projectId, status: 'received', personId: command.gt(upTo) })
      .group({ _id: '$personId' })
      .sort({ _id: 1 })
      .limit(limit),
  )
  return rows.map(({ _id }) => _id)
}

/** How many people's gifts to a project are credited to its class. */
export async function countDonorsOf(projectId: string, classId: string): Promise<number> {
  const [row] = await gifts.aggregate<{ donors: number }>((stages) =>
    stages
      .match({ projectId, status: 'received', creditedTo: classId })
      .group({ _id: '$personId' })
      .group({ _id: null, donors: { $sum: 1 } }),
  )
  return row?.donors ?? 0
}
