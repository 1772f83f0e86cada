/** People's records as a phone is told of them. */
import type { EducationView } from '../../../miniprogram/contract/alumni'
import { nameOf, readBodies } from '../organisations/records'
import type { Education } from './records'

/** Educations with the names of their colleges. */
export async function describeEducations(educations: readonly Education[]): Promise<EducationView[]> {
  const bodies = await readBodies(educations.map(({ collegeId }) => collegeId))
  return educations.map(({ collegeId, ...rest }) => ({ ...rest, college: nameOf(bodies, collegeId) }))
}
