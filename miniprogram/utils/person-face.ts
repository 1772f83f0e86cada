/** A person of the directory as pages show them: what is not open takes no room. */
import { industries } from '../contract/alumni'
import type { PersonSeen, StudiesView } from '../contract/directory'

export interface PersonFace {
  readonly personId: string
  readonly name: string
  /** `计算机与人工智能学院 · 2008 级 软件工程 0802 班` */
  readonly studies: readonly string[]
  readonly city: string
  /** `信息技术 · 软件园` */
  readonly work: string
}

export const studiesLine = ({ college, entryYear, className }: StudiesView): string =>
  `${college.name} · ${`${entryYear} 级 ${className}`.trim()}`

export function personFaceOf({
  personId,
  name,
  educations,
  city,
  industry,
  employer,
}: PersonSeen): PersonFace {
  const work = [industry === '' ? '' : industries[industry], employer]
  return {
    personId,
    name,
    studies: educations.map(studiesLine),
    city,
    work: work.filter((words) => words !== '').join(' · '),
  }
}
