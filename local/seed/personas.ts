/** The people one can become in the preview. */
import type { RoleGrant } from '../../cloudfunctions/platform/caller'
import { bodyIds } from './body-ids'

export interface Persona {
  readonly key: string
  readonly openid: string
  readonly name: string
  /** One line for whoever chooses among them. */
  readonly description: string
  /** Invented, of a range that belongs to no operator. */
  readonly phoneNumber: string
  /** Registered people have an education; visitors have none. */
  readonly education?: { readonly collegeId: string; readonly entryYear: number; readonly className: string }
  readonly grants: readonly RoleGrant[]
  /** In the roster, but not registered yet. */
  readonly isNewcomer?: true
}

// Openids are 28 characters; letters keep the SDK from reading one as a number.
const openidOf = (key: string) => `oSample_${key}_`.padEnd(28, 'x')

/** No operator gives out numbers that begin with 154. https://en.wikipedia.org/wiki/Telephone_numbers_in_China */
export const samplePhoneNumber = (index: number) => `154${String(index).padStart(8, '0')}`

interface Draft extends Omit<Persona, 'openid' | 'phoneNumber' | 'grants'> {
  readonly grants?: readonly RoleGrant[]
}

const drafts: readonly Draft[] = [
  {
    key: 'visitor',
    name: '访客',
    description: '第一次打开，不在名册上',
  },
  {
    key: 'newcomer',
    name: '林知远',
    description: '在名册上，刚扫码，还没登记（计算机学院 2008 级）',
    education: { collegeId: bodyIds.computing, entryYear: 2008, className: '软件工程 0802 班' },
    isNewcomer: true,
  },
  {
    key: 'alumnus',
    name: '周书恒',
    description: '已认证校友（土木学院 1996 级）',
    education: { collegeId: bodyIds.civil, entryYear: 1996, className: '结构工程 9601 班' },
  },
  {
    key: 'classlead',
    name: '许若岚',
    description: '班级联络人（机械学院 1985 级）',
    education: { collegeId: bodyIds.mechanical, entryYear: 1985, className: '机制 8503 班' },
  },
  {
    key: 'enterprise',
    name: '贺明川',
    description: '企业捐赠人，已认证校友（材料学院 1990 级）',
    education: { collegeId: bodyIds.materials, entryYear: 1990, className: '金属材料 9002 班' },
  },
  {
    key: 'volunteer',
    name: '苏晓禾',
    description: '志愿者：在活动现场扫码签到',
    education: { collegeId: bodyIds.economics, entryYear: 2022, className: '会计 2201 班' },
    grants: [{ role: 'volunteer', bodyId: bodyIds.university }],
  },
  {
    key: 'editor',
    name: '方静宜',
    description: '编辑：发布全校活动',
    education: { collegeId: bodyIds.economics, entryYear: 2004, className: '新闻传播 0401 班' },
    grants: [{ role: 'editor', bodyId: bodyIds.university }],
  },
  {
    key: 'reviewer',
    name: '程立诚',
    description: '审核员：审核计算机学院校友登记',
    education: { collegeId: bodyIds.computing, entryYear: 1999, className: '计算机 9902 班' },
    grants: [{ role: 'reviewer', bodyId: bodyIds.computing }],
  },
  {
    key: 'treasurer',
    name: '唐慎微',
    description: '基金会财务',
    education: { collegeId: bodyIds.economics, entryYear: 1993, className: '财务管理 9301 班' },
    grants: [{ role: 'treasurer', bodyId: bodyIds.foundation }],
  },
  {
    key: 'administrator',
    name: '顾远山',
    description: '管理员：全校一切事务（财务除外）',
    education: { collegeId: bodyIds.civil, entryYear: 1988, className: '道桥 8801 班' },
    grants: [{ role: 'administrator', bodyId: bodyIds.university }],
  },
  {
    key: 'comptroller',
    name: '陆怀瑾',
    description: '基金会财务（复核）：批准同事提交的退款',
    education: { collegeId: bodyIds.economics, entryYear: 2001, className: '会计 0102 班' },
    grants: [{ role: 'treasurer', bodyId: bodyIds.foundation }],
  },
]

export const personas: readonly Persona[] = drafts.map((draft, index) => ({
  ...draft,
  openid: openidOf(draft.key),
  phoneNumber: samplePhoneNumber(index),
  grants: draft.grants ?? [],
}))
