/** Two records as a reviewer reads them. */
import { degrees, industries, personKinds } from '../../../miniprogram/contract/alumni'
import {
  type ComparedField,
  type MergeField,
  type MergeSide,
  mergeFields,
} from '../../../miniprogram/contract/merges'
import type { Person } from '../alumni/records'
import { describeEducations } from '../alumni/views'

async function studiesOf({ educations }: Person): Promise<string[]> {
  return (await describeEducations(educations)).map(({ entryYear, degree, college, programme, className }) =>
    [`${entryYear} 级`, degrees[degree], college.name, programme, className]
      .filter((part) => part !== '')
      .join(' '),
  )
}

export async function describeSide(person: Person): Promise<MergeSide> {
  const [studies = ''] = await studiesOf(person)
  return {
    personId: person._id,
    name: person.name,
    status: person.verification.status,
    studies,
    registeredAt: person.registeredAt.getTime(),
  }
}

async function inWords(person: Person): Promise<Readonly<Record<MergeField, string>>> {
  return {
    name: person.name,
    kind: personKinds[person.kind],
    educations: (await studiesOf(person)).join('；'),
    studentNumberLast4: person.studentNumberLast4,
    city: person.city,
    industry: person.industry === '' ? '' : industries[person.industry],
    employer: person.employer,
  }
}

/** Every field of both, in words. */
export async function compareFields(keep: Person, merge: Person): Promise<ComparedField[]> {
  const [kept, merged] = await Promise.all([inWords(keep), inWords(merge)])
  return (Object.keys(mergeFields) as MergeField[]).map((field) => ({
    field,
    label: mergeFields[field],
    keep: kept[field],
    merge: merged[field],
    differs: kept[field] !== merged[field],
  }))
}
