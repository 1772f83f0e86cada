/** The invented university, its bodies and its anniversary. */
import type { AnniversaryRecord } from '../../cloudfunctions/domain/celebration/records'
import type { Body } from '../../cloudfunctions/domain/organisations/records'
import type { BodyKind } from '../../miniprogram/contract/organisations'

export const bodyIds = {
  university: 'jiangcheng',
  civil: 'college-civil',
  mechanical: 'college-mechanical',
  materials: 'college-materials',
  computing: 'college-computing',
  economics: 'college-economics',
  foundation: 'foundation',
  beijing: 'branch-beijing',
  shenzhen: 'branch-shenzhen',
} as const

const below = (_id: string, kind: BodyKind, name: string): Body => ({
  _id,
  kind,
  name,
  parentId: bodyIds.university,
  bodyPath: [bodyIds.university, _id],
  status: 'open',
})

export const colleges: readonly Body[] = [
  below(bodyIds.civil, 'college', '土木与交通工程学院'),
  below(bodyIds.mechanical, 'college', '机械与能源工程学院'),
  below(bodyIds.materials, 'college', '材料科学与化学学院'),
  below(bodyIds.computing, 'college', '计算机与人工智能学院'),
  below(bodyIds.economics, 'college', '经济管理与人文学院'),
]

export const bodies: readonly Body[] = [
  {
    _id: bodyIds.university,
    kind: 'university',
    name: '江城理工大学',
    parentId: null,
    bodyPath: [bodyIds.university],
    status: 'open',
    institution: { name: '江城理工大学', motto: '求真 · 致远', foundedYear: 1957, shortName: '江理' },
  },
  ...colleges,
  below(bodyIds.foundation, 'foundation', '江城理工大学教育发展基金会'),
  { ...below(bodyIds.beijing, 'branch', '北京校友会'), cities: ['北京'] },
  { ...below(bodyIds.shenzhen, 'branch', '深圳校友会'), cities: ['深圳'] },
]

export const anniversaries: readonly AnniversaryRecord[] = [
  {
    _id: 'anniversary-70',
    number: 70,
    theme: '同心七十载 · 共赴新江城',
    date: new Date('2027-10-16T00:00:00+08:00'),
  },
]
