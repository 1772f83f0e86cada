/** What is kept of a person first of all: what they told about themselves, and how the school recognised them. */
import { degrees, industries, personKinds, verificationStatuses } from '../../../miniprogram/contract/alumni'
import { type PrivateField, privateFields, visibilities } from '../../../miniprogram/contract/directory'
import { roles } from '../../../miniprogram/contract/roles'
import { campusTime } from '../../platform/campus-time'
import { deleteFiles } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { nameOf, readBodies } from '../organisations/records'
import { openedPhone } from './phone'
import { type Person, readPerson, renameReviewer } from './records'
import { describeEducations } from './views'

const profileOf = (person: Person) => ({
  title: '个人信息',
  columns: ['项目', '内容'],
  rows: [
    ['姓名', person.name],
    ['身份', personKinds[person.kind]],
    ['学号后四位', person.studentNumberLast4],
    ['手机号', openedPhone(person)],
    ['所在城市', person.city],
    ['从事行业', person.industry === '' ? '' : industries[person.industry]],
    ['工作单位', person.employer],
    ['校友卡号', person.cardNumber],
    ['登记时间', campusTime(person.registeredAt)],
  ],
})

const verificationOf = ({ verification: { status, at, by, reason } }: Person) => ({
  title: '认证',
  columns: ['状态', '时间', '依据', '说明'],
  rows: [
    [
      verificationStatuses[status],
      campusTime(at),
      by === 'roster' ? '学校名册' : by === '' ? '等待审核' : '审核员',
      reason,
    ],
  ],
})

const privacyOf = ({ privacy }: Person) => ({
  title: '公开范围',
  columns: ['内容', '谁能看到'],
  rows: (Object.keys(privateFields) as PrivateField[]).map((field) => [
    privateFields[field],
    visibilities[privacy[field]],
  ]),
})

const consentOf = ({ consent: { version, at, narrowedAt } }: Person) => ({
  title: '隐私同意',
  columns: ['项目', '内容'],
  rows: [
    ['隐私说明版本', version],
    ['同意时间', campusTime(at)],
    ['撤回非必要信息', narrowedAt ? campusTime(narrowedAt) : ''],
  ],
})

async function educationsOf({ educations }: Person) {
  return {
    title: '教育经历',
    columns: ['学院', '入学年份', '学历', '专业', '班级'],
    rows: (await describeEducations(educations)).map((education) => [
      education.college.name,
      String(education.entryYear),
      degrees[education.degree],
      education.programme,
      education.className,
    ]),
  }
}

async function rolesOf({ grants }: Person) {
  const bodies = await readBodies(grants.map(({ bodyId }) => bodyId))
  return {
    title: '工作角色',
    columns: ['角色', '范围'],
    rows: grants.map(({ role, bodyId }) => [roles[role], nameOf(bodies, bodyId).name]),
  }
}

/** Deletes somebody's picture; that there is one is forgotten with the rest of what they told. */
export async function removePicture(personId: string): Promise<void> {
  const person = await readPerson(personId)
  if (person && person.avatar !== '') await deleteFiles([person.avatar])
}

export const alumniBelongings = {
  async describe(personId) {
    const person = await readPerson(personId)
    if (!person) return []
    return [
      profileOf(person),
      await educationsOf(person),
      verificationOf(person),
      consentOf(person),
      privacyOf(person),
      await rolesOf(person),
    ]
  },
  narrow: removePicture,
  /** The record itself goes last of all: see domain/my-data/erasing.ts. */
  async erase(personId, pseudonymId) {
    await removePicture(personId)
    await renameReviewer(personId, pseudonymId)
  },
} satisfies Belongings
