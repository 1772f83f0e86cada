/** Who signed up for an event: counted, filtered by how they stand, found by name. */

import type { Output } from '../../contract/index'
import { signUpStatuses } from '../../contract/sign-ups'
import { formatMoment } from '../../utils/date'

export type SignUp = Output<'events.listSignUps'>['people'][number]

export type Categories = Output<'events.listSignUps'>['categories']

/** absent: has a seat and has not come yet · present: checked in. */
export type Standing = 'absent' | 'present' | 'waiting' | 'withdrawn'
export type Filter = 'all' | Standing

export interface FilterTab {
  readonly filter: Filter
  readonly label: string
  readonly count: number
}

export interface Person {
  readonly key: number
  readonly holderId: string
  readonly name: string
  /** Category, companions and who entered them; empty for somebody alone. */
  readonly party: string
  readonly when: string
  readonly chip: { readonly text: string; readonly tone: string; readonly icon: string }
}

const chips: Readonly<Record<Standing, Person['chip']>> = {
  absent: { text: signUpStatuses.confirmed, tone: 'primary', icon: '' },
  present: { text: '已签到', tone: 'success', icon: 'check' },
  waiting: { text: signUpStatuses.waiting, tone: 'warning', icon: 'clock' },
  withdrawn: { text: signUpStatuses.withdrawn, tone: 'neutral', icon: '' },
}

export function standingOf({ status, checkedInAt }: SignUp): Standing {
  if (status !== 'confirmed') return status
  return checkedInAt === undefined ? 'absent' : 'present'
}

/** The whole list, and each standing by itself. */
export function filterTabs(people: readonly SignUp[]): FilterTab[] {
  const count = (standing: Standing) => people.filter((one) => standingOf(one) === standing).length
  return [
    { filter: 'all', label: '全部', count: people.length },
    { filter: 'absent', label: '未签到', count: count('absent') },
    { filter: 'present', label: '已签到', count: count('present') },
    { filter: 'waiting', label: '候补', count: count('waiting') },
    { filter: 'withdrawn', label: '已取消', count: count('withdrawn') },
  ]
}

export function matching(
  people: readonly SignUp[],
  filter: Filter,
  words: string,
  categoryId = '',
): readonly SignUp[] {
  const sought = words.replace(/\s/g, '').toLowerCase()
  return people.filter(
    (one) =>
      (filter === 'all' || standingOf(one) === filter) &&
      (categoryId === '' || one.categoryId === categoryId) &&
      [one.name, ...one.companions].some((name) => name.replace(/\s/g, '').toLowerCase().includes(sought)),
  )
}

function partyOf(signUp: SignUp, categories: Categories): string {
  const category = categories.find(({ categoryId }) => categoryId === signUp.categoryId)?.name
  const others = signUp.seats - 1
  const names = signUp.companions.length > 0 ? `：${signUp.companions.join('、')}` : ''
  const parts = [
    category ?? '',
    others > 0 ? `同行 ${others} 人${names}` : '',
    signUp.position === undefined ? '' : `候补第 ${signUp.position} 位`,
    signUp.enteredByName === undefined ? '' : `${signUp.enteredByName} 登记`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

export function personOf(signUp: SignUp, key: number, nowMs: number, categories: Categories = []): Person {
  const { holderId, name, joinedAt, checkedInAt } = signUp
  return {
    key,
    holderId,
    name,
    party: partyOf(signUp, categories),
    when:
      checkedInAt === undefined
        ? `${formatMoment(joinedAt, nowMs)} 报名`
        : `${formatMoment(checkedInAt, nowMs)} 签到`,
    chip: chips[standingOf(signUp)],
  }
}
