/** Registrations as reviewers are told of them. */
import type {
  RegistrationSummary,
  RosterCandidate,
  VouchView,
} from '../../../miniprogram/contract/registrations'
import type { Person } from '../alumni/records'
import { educationViews } from '../alumni/views'
import { nameOf, readBodies } from '../organisations/records'
import type { RosterRow } from '../roster/records'
import { standingVouches } from './rules'

/** What summaries are made of: all that a list has to read. */
export const summarisedFields = [
  'name',
  'kind',
  'educations',
  'verification.status',
  'registeredAt',
  'revision',
] as const

/** Registrations as rows of a list; their colleges are asked for together, if they are not remembered. */
export async function summarise(people: readonly Person[]): Promise<RegistrationSummary[]> {
  const colleges = await readBodies(
    people.flatMap(({ educations }) => educations.map(({ collegeId }) => collegeId)),
  )
  return people.map(({ _id, name, kind, educations, verification, registeredAt, revision }) => ({
    personId: _id,
    name,
    kind,
    status: verification.status,
    educations: educationViews(educations, colleges),
    registeredAt: registeredAt.getTime(),
    revision,
  }))
}

/** What class leads say about somebody. */
export async function describeVouches(person: Person): Promise<VouchView[]> {
  const vouches = [...standingVouches(person).values()]
  const classes = await readBodies(vouches.map(({ classId }) => classId))
  return vouches.map(({ leadName, office, classId, knows, at }) => ({
    leadName,
    office,
    className: nameOf(classes, classId).name,
    knows,
    at: at.getTime(),
  }))
}

/** Roster rows beside a registration. */
export async function describeRows(rows: readonly RosterRow[], personId: string): Promise<RosterCandidate[]> {
  const colleges = await readBodies(rows.map(({ collegeId }) => collegeId))
  return rows.map((row) => ({
    rowId: row._id,
    name: row.name,
    college: nameOf(colleges, row.collegeId),
    entryYear: row.entryYear,
    degree: row.degree,
    programme: row.programme,
    className: row.className,
    studentNumberLast4: row.studentNumberLast4,
    isTaken: row.claimedBy !== null && row.claimedBy !== personId,
  }))
}
