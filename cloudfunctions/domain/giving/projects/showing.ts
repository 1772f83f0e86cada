/** A project as everybody sees it: one round trip deep, however many asks it takes. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { ClassDrive } from '../../../../miniprogram/contract/giving'
import type { ProjectNote } from '../../../../miniprogram/contract/giving-projects'
import type { LeadView } from '../../../../miniprogram/contract/organisations'
import type { Caller } from '../../../platform/caller'
import { minuteMs } from '../../../platform/clock'
import type { Handler } from '../../../platform/serve'
import { settings } from '../../../platform/settings'
import { fromSnapshot } from '../../../platform/snapshots'
import { countMembers, readNames } from '../../alumni/records'
import { linksOf } from '../../events/publishing/pictures'
import { sumByProject } from '../../ledger/records'
import { nameOf, readBodies, readBodyNow } from '../../organisations/records'
import { configured } from '../configured'
import { listLatest } from '../honours/listing'
import { countByProject, type Project, readProject } from '../records'
import { isOnlineOpen, isShown } from '../rules'
import { honourOf, summaryOf } from '../views'
import { countDonorsOf, listNotes, type Note } from './records'
import { driveOf } from './rules'

const latestShown = 5

/** How long a class waits to see that one more of it gave. */
const driveKeptMs = minuteMs

/** Counted for a class drive, and kept as nothing for any other project. */
async function takeDrive(projectId: string): Promise<{ readonly drive: ClassDrive | null } | undefined> {
  const project = await readProject(projectId)
  if (!project) return undefined
  if (project.kind !== 'class') return { drive: null }
  const [members, donors] = await Promise.all([
    countMembers(project.bodyId),
    countDonorsOf(projectId, project.bodyId),
  ])
  return { drive: driveOf(members, donors) }
}

export const noteView = ({ _id, kind, text, spentFen, at }: Note): ProjectNote => ({
  noteId: _id,
  kind,
  text,
  spentFen: spentFen ?? undefined,
  at: at.getTime(),
})

/** Who speaks for the class of a drive, for one of its own: the last round trip, and theirs alone. */
async function leadsFor({ kind, bodyId }: Project, { person }: Caller): Promise<LeadView[]> {
  if (kind !== 'class' || !person?.bodyPath.includes(bodyId)) return []
  const leads = (await readBodyNow(bodyId))?.leads ?? []
  const names = await readNames(leads.map(({ personId }) => personId))
  return leads.map((lead) => ({ ...lead, name: names.get(lead.personId) ?? '' }))
}

const linksFor = async ({ pictureIds }: Project): Promise<string[]> => {
  const links = await linksOf(pictureIds)
  return pictureIds.flatMap((fileId) => links.get(fileId) ?? [])
}

export const readShown: Handler<'giving.readProject'> = async ({ projectId }, { caller, now }) => {
  const [project, sums, counts, gifts, notes, counted] = await Promise.all([
    readProject(projectId),
    sumByProject([projectId]),
    countByProject([projectId]),
    listLatest(projectId, latestShown),
    listNotes(projectId),
    fromSnapshot(`drive:${projectId}`, driveKeptMs, now, () => takeDrive(projectId)),
  ])
  if (!project || !isShown(project, now)) throw new AppError('NOT_FOUND')
  const [bodies, pictures, leads] = await Promise.all([
    readBodies([project.bodyId]),
    linksFor(project),
    leadsFor(project, caller),
  ])
  const { kind, purpose, presetsFen, minimumFen, closesAt, contact, title } = project
  return {
    project: {
      ...summaryOf(project, nameOf(bodies, project.bodyId), sums, counts, now),
      kind,
      purpose,
      presetsFen,
      minimumFen,
      closesAt: closesAt?.getTime(),
      contact,
      pictures,
      drive: counted?.drive ?? undefined,
      leads,
      payee: settings().givingPayee,
      account: settings().givingAccount,
      isOnlineOpen: isOnlineOpen(configured()),
      audience: settings().givingAudience ?? 'alumnus',
    },
    latest: gifts.map((gift) => honourOf(gift, title)),
    notes: notes.map(noteView),
  }
}
