/** A person of the directory as pages show them: what is not open takes no room. */
import { industries } from '../../contract/alumni'
import type { PersonSeen, StudiesView } from '../../contract/directory'

export interface StudiesFace {
  readonly college: string
  /** `2008 级 软件工程 0802 班` */
  readonly classYear: string
}

export interface PersonFace {
  readonly personId: string
  readonly name: string
  readonly studies: readonly StudiesFace[]
  readonly city: string
  /** `信息技术 · 软件园` */
  readonly work: string
}

export const studiesFaceOf = ({ college, entryYear, className }: StudiesView): StudiesFace => ({
  college: college.name,
  classYear: `${entryYear} 级 ${className}`.trim(),
})

export function personFaceOf({
  personId,
  name,
  educations,
  city,
  industry,
  employer,
}: PersonSeen): PersonFace {
  // To work in some other industry is nothing to be told.
  const work = [industry === '' || industry === 'other' ? '' : industries[industry], employer]
  return {
    personId,
    name,
    studies: educations.map(studiesFaceOf),
    city,
    work: work.filter((words) => words !== '').join(' · '),
  }
}
