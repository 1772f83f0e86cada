/** People as staff are told of them, on a page or as the columns of a spreadsheet. */
import {
  degrees,
  type EducationView,
  industries,
  personKinds,
  verificationStatuses,
} from '../../../miniprogram/contract/alumni'
import type { PersonProfile } from '../../../miniprogram/contract/people'
import { campusTime } from '../../platform/campus-time'
import type { Person } from '../alumni/records'
import { educationViews } from '../alumni/views'
import { readBodies } from '../organisations/records'

/** What profiles are made of: all that an export has to read. */
export const profileFields = [
  'name',
  'kind',
  'verification.status',
  'educations',
  'studentNumberLast4',
  'phone.last4',
  'city',
  'industry',
  'employer',
  'cardNumber',
  'registeredAt',
] as const

/** All that staff may see of what these people told. */
export async function describeProfiles(people: readonly Person[]): Promise<PersonProfile[]> {
  const colleges = await readBodies(
    people.flatMap(({ educations }) => educations.map(({ collegeId }) => collegeId)),
  )
  return people.map((person) => ({
    name: person.name,
    kind: person.kind,
    status: person.verification.status,
    educations: educationViews(person.educations, colleges),
    studentNumberLast4: person.studentNumberLast4,
    phoneLast4: person.phone?.last4 ?? '',
    city: person.city,
    industry: person.industry,
    employer: person.employer,
    cardNumber: person.cardNumber,
    registeredAt: person.registeredAt.getTime(),
  }))
}

interface Column {
  readonly heading: string
  text(profile: PersonProfile): string
}

const column = (heading: string, text: Column['text']): Column => ({ heading, text })

/** One line of a cell for each education. */
const ofEach = (heading: string, text: (education: EducationView) => string): Column =>
  column(heading, ({ educations }) => educations.map(text).join('；'))

/** Every field that staff may see has its columns here, and no column can show anything else. */
const columnsOf: { readonly [Field in keyof PersonProfile]: readonly Column[] } = {
  name: [column('姓名', ({ name }) => name)],
  kind: [column('身份', ({ kind }) => personKinds[kind])],
  status: [column('认证状态', ({ status }) => verificationStatuses[status])],
  educations: [
    ofEach('学院', ({ college }) => college.name),
    ofEach('入学年份', ({ entryYear }) => String(entryYear)),
    ofEach('学历', ({ degree }) => degrees[degree]),
    ofEach('专业', ({ programme }) => programme),
    ofEach('班级', ({ className }) => className),
  ],
  studentNumberLast4: [column('学号后四位', ({ studentNumberLast4 }) => studentNumberLast4)],
  phoneLast4: [column('手机尾号', ({ phoneLast4 }) => phoneLast4)],
  city: [column('所在城市', ({ city }) => city)],
  industry: [column('从事行业', ({ industry }) => (industry === '' ? '' : industries[industry]))],
  employer: [column('工作单位', ({ employer }) => employer)],
  cardNumber: [column('校友卡号', ({ cardNumber }) => cardNumber)],
  registeredAt: [column('登记时间', ({ registeredAt }) => campusTime(new Date(registeredAt)))],
}

const columns = Object.values(columnsOf).flat()

export const exportHeadings: readonly string[] = columns.map(({ heading }) => heading)

/** A profile as a row below `exportHeadings`. */
export const exportRow = (profile: PersonProfile): string[] => columns.map(({ text }) => text(profile))
