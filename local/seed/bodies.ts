/** The invented university and its bodies. */
import { classIdOf } from '../../cloudfunctions/domain/organisations/classes'
import type { Body } from '../../cloudfunctions/domain/organisations/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { normalisedClass } from '../../cloudfunctions/platform/spelling'
import type { BodyKind } from '../../miniprogram/contract/organisations'
import { bodyIds } from './body-ids'
import { personas } from './personas'

export { bodyIds }

const noContact = { name: '', phone: '', wechat: '' }

const below = (_id: string, kind: BodyKind, name: string, intro = ''): Body => ({
  _id,
  kind,
  name,
  plainName: normalisedClass(name),
  parentId: bodyIds.university,
  bodyPath: [bodyIds.university, _id],
  status: 'open',
  intro,
  contact: noContact,
  leads: [],
  revision: 1,
})

/** A class of somebody who is known here, founded so that its page can be seen. */
function classOf(key: string, leads: Body['leads'] = [], intro = ''): Body[] {
  const education = personas.find((persona) => persona.key === key)?.education
  if (!education) return []
  const { collegeId, entryYear, className } = education
  const _id = classIdOf(education)
  const place = { parentId: collegeId, bodyPath: [bodyIds.university, collegeId, _id] }
  return [{ ...below(_id, 'class', className, intro), ...place, collegeId, entryYear, leads }]
}

const leadFrom = (key: string, office: string) => ({
  personId: personIdOf(personas.find((persona) => persona.key === key)?.openid ?? ''),
  office,
})

export const colleges: readonly Body[] = [
  below(
    bodyIds.civil,
    'college',
    '土木与交通工程学院',
    '从一九五七年的一间制图室开始，修了半个世纪的路与桥。',
  ),
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
    plainName: '江城理工大学',
    parentId: null,
    bodyPath: [bodyIds.university],
    status: 'open',
    intro: '校友总会设在行政楼三层。回江城，记得上来坐坐，有茶。',
    contact: { name: '校友总会办公室', phone: '027-5550 1957', wechat: 'jianglixiaoyou' },
    revision: 1,
    institution: { name: '江城理工大学', motto: '求真 · 致远', foundedYear: 1957, shortName: '江理' },
  },
  ...colleges,
  below(bodyIds.foundation, 'foundation', '江城理工大学教育发展基金会'),
  {
    ...below(
      bodyIds.beijing,
      'branch',
      '北京校友会',
      '在京校友的家。每年春天踏青、秋天返校，平时有读书会与羽毛球。',
    ),
    cities: ['北京'],
    contact: { name: '值年秘书处', phone: '010-5550 1957', wechat: 'jianglibeijing' },
    leads: [leadFrom('enterprise', '秘书长')],
  },
  { ...below(bodyIds.shenzhen, 'branch', '深圳校友会'), cities: ['深圳'] },
  {
    ...below(
      bodyIds.bridges,
      'association',
      '桥梁与隧道行业校友会',
      '修桥的、挖隧道的、管桥的江理人，每季度一次技术沙龙。',
    ),
    leads: [leadFrom('alumnus', '会长')],
  },
  ...classOf(
    'classlead',
    [leadFrom('classlead', '班级联络人')],
    '一九八五年秋天入学，三十二名同学。老班长说，四十年后还要一个不少。',
  ),
  ...classOf('alumnus'),
  ...classOf('newcomer'),
  ...classOf('reviewer'),
]
