/** Two people changed one event: what only one of them touched is taken, and what both did stays as typed, with a word. */
import { coverArts } from '../../contract/event-content'
import { admissions } from '../../contract/events'
import { formatMoment } from '../../utils/date'
import { fingerprint } from '../../utils/fingerprint'
import type { EventForm, FormField } from './event-form'

const labels: Readonly<Record<FormField, string>> = {
  title: '活动名称',
  cover: '封面',
  venue: '地点',
  meeting: '线上会议',
  startsAt: '开始时间',
  endsAt: '结束时间',
  hostId: '主办单位',
  coHostIds: '协办单位',
  blocks: '活动介绍',
  agenda: '议程',
  capacity: '名额',
  companionsAtMost: '随行人数',
  categories: '类别',
  admission: '参加范围',
  admittedBodyIds: '可参加的单位',
  signUpOpensAt: '报名开始时间',
  signUpClosesAt: '报名截止时间',
  cancelsUntil: '取消截止时间',
  questions: '报名问题',
}

/** In the order in which they stand on the page. */
export const fields = Object.keys(labels) as readonly FormField[]

export interface Merged {
  readonly form: EventForm
  /** Labels of what the other changed and one had not touched. */
  readonly taken: readonly string[]
  /** By field that both changed: what the other put there. */
  readonly conflicts: Readonly<Partial<Record<FormField, string>>>
}

const isAlike = (one: EventForm, other: EventForm, field: FormField) =>
  fingerprint(one[field]) === fingerprint(other[field])

/** Whether two forms say the same in every field. */
export function isSame(one: EventForm, other: EventForm): boolean {
  return fields.every((field) => isAlike(one, other, field))
}

const nothing = '（空）'

function inWords(form: EventForm, field: FormField, names: Readonly<Record<string, string>>): string {
  const named = (bodyIds: readonly string[]) =>
    bodyIds.map((bodyId) => names[bodyId] ?? '其他单位').join('、') || nothing
  switch (field) {
    case 'hostId':
      return named([form.hostId])
    case 'coHostIds':
    case 'admittedBodyIds':
      return named(form[field])
    case 'admission':
      return admissions[form.admission]
    case 'startsAt':
    case 'endsAt':
    case 'signUpOpensAt':
    case 'signUpClosesAt':
      return formatMoment(form[field])
    case 'cancelsUntil':
      return form.cancelsUntil === undefined ? '活动结束' : formatMoment(form.cancelsUntil)
    case 'venue':
      return [form.venue.name, form.venue.address].filter((part) => part !== '').join('，') || nothing
    case 'meeting':
      return form.meeting?.platform ?? nothing
    case 'cover':
      return form.cover.kind === 'art' ? coverArts[form.cover.art] : '一张照片'
    case 'categories':
      return form.categories.map(({ name }) => name).join('、') || nothing
    case 'blocks':
    case 'agenda':
    case 'questions':
      return form[field].length === 0 ? nothing : `${form[field].length} 项`
    case 'title':
    case 'capacity':
      return form[field] === '' ? nothing : form[field]
    case 'companionsAtMost':
      return `${form.companionsAtMost} 人`
  }
}

/**
 * @param base what both began with
 * @param mine what is typed on this phone
 * @param theirs what is saved by now
 */
export function merge(
  { base, mine, theirs }: { readonly base: EventForm; readonly mine: EventForm; readonly theirs: EventForm },
  names: Readonly<Record<string, string>>,
): Merged {
  const theirChanges = fields.filter(
    (field) => !isAlike(theirs, base, field) && !isAlike(theirs, mine, field),
  )
  const isTouched = (field: FormField) => !isAlike(mine, base, field)
  const taken = theirChanges.filter((field) => !isTouched(field))
  const conflicts = theirChanges.filter(isTouched)
  return {
    form: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    taken: taken.map((field) => labels[field]),
    conflicts: Object.fromEntries(
      conflicts.map((field) => [field, `他人改为：${inWords(theirs, field, names)}`]),
    ),
  }
}

/** What came of a merge, for whoever has to look it over. */
export function mergeNotice({ taken, conflicts }: Merged): string {
  const clashing = fields.filter((field) => conflicts[field] !== undefined).map((field) => labels[field])
  const sentences = [
    taken.length > 0 ? `已载入他人修改的${taken.join('、')}。` : '',
    '您填写的内容都还在。',
    clashing.length > 0 ? `${clashing.join('、')}双方都改了，请核对后再保存。` : '',
  ]
  return sentences.join('')
}
