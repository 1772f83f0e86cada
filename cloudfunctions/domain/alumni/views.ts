/** People's records as a phone is told of them. */
import type { EducationView } from '../../../miniprogram/contract/alumni'
import { type Body, nameOf, readBodies } from '../organisations/records'
import type { Education } from './records'

/** Educations with the names of their colleges, which are known already. */
export const educationViews = (
  educations: readonly Education[],
  bodies: ReadonlyMap<string, Body>,
): EducationView[] =>
  educations.map(({ collegeId, ...rest }) => ({ ...rest, college: nameOf(bodies, collegeId) }))

/** Educations with the names of their colleges. */
export const describeEducations = async (educations: readonly Education[]): Promise<EducationView[]> =>
  educationViews(educations, await readBodies(educations.map(({ collegeId }) => collegeId)))
