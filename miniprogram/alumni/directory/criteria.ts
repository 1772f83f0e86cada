/** What one looks for, as chosen on the phone, and the search made from it. */
import type { EducationView, Industry, Me } from '../../contract/alumni'
import { industries } from '../../contract/alumni'
import type { Input } from '../../contract/index'

type Search = Input<'directory.search'>

export interface Choice {
  readonly value: string
  readonly label: string
}

/** As typed and chosen; empty is no matter. */
export interface Criteria {
  readonly name: string
  readonly collegeId: string
  readonly entryYear: string
  readonly className: string
  readonly city: string
  readonly industry: Industry | ''
}

export const noCriteria: Criteria = {
  name: '',
  collegeId: '',
  entryYear: '',
  className: '',
  city: '',
  industry: '',
}

/** The search, or in one sentence what is missing for one; undefined when nothing is looked for. */
export function searchOf(
  criteria: Criteria,
): { readonly search: Search } | { readonly problem: string } | undefined {
  const { collegeId, entryYear, industry } = criteria
  const [name, className, city] = [criteria.name.trim(), criteria.className.trim(), criteria.city.trim()]
  if (Array.from(name).length === 1) return { problem: '姓名请至少输入两个字' }
  const asksClass = className !== '' || entryYear !== ''
  if (asksClass && (className === '' || entryYear === '' || collegeId === ''))
    return { problem: '按班级找，请把学院、年级、班级都填上' }
  const search: Search = {
    ...(name === '' ? {} : { name }),
    ...(asksClass
      ? { classOf: { collegeId, entryYear: Number(entryYear), className } }
      : collegeId === ''
        ? {}
        : { collegeId }),
    ...(city === '' ? {} : { city }),
    ...(industry === '' ? {} : { industry }),
  }
  return Object.keys(search).length === 0 ? undefined : { search }
}

/** The search for criteria that are complete; undefined when nothing in particular is looked for. */
export function searchFor(criteria: Criteria): Search | undefined {
  const wanted = searchOf(criteria)
  return wanted && 'search' in wanted ? wanted.search : undefined
}

/** What is looked for, as the heading above those who were found. */
export function wordsOf(criteria: Criteria, colleges: readonly Choice[]): string {
  const { name, collegeId, entryYear, className, city, industry } = criteria
  const college = colleges.find(({ value }) => value === collegeId)?.label ?? ''
  const studies = className === '' ? college : `${entryYear} 级 ${className}`
  return [name, studies, city, industry === '' ? '' : industries[industry]]
    .filter((words) => words !== '')
    .join(' · ')
}

/** Years of entry, latest first. */
export const yearsSince = (foundedYear: number, thisYear: number): Choice[] =>
  Array.from({ length: thisYear - foundedYear + 1 }, (_, index) => {
    const year = String(thisYear - index)
    return { value: year, label: `${year} 级` }
  })

const ownClass = ({ college, entryYear, className }: EducationView): Criteria => ({
  ...noCriteria,
  collegeId: college.bodyId,
  entryYear: String(entryYear),
  className,
})

export interface Circle {
  readonly label: string
  readonly criteria: Criteria
}

/** The circles one is in, the nearest first: own classes, then own colleges. */
export function ownCircles(me: Me): readonly Circle[] {
  const educations = me.person?.educations ?? []
  const inClasses = educations.filter(({ className }) => className !== '')
  const classes = inClasses.map((education) => ({
    label: inClasses.length === 1 ? '同班同学' : `${education.entryYear} 级 ${education.className}`,
    criteria: ownClass(education),
  }))
  const colleges = [...new Map(educations.map(({ college }) => [college.bodyId, college])).values()]
  return [
    ...classes,
    ...colleges.map(({ bodyId, name }) => ({ label: name, criteria: { ...noCriteria, collegeId: bodyId } })),
  ]
}

export const industryChoices: readonly Choice[] = Object.entries(industries).map(([value, label]) => ({
  value,
  label,
}))
