/** Two people changed one event: what only one of them touched is taken, and what both did stays as typed, with a word. */
import { admissions } from '../../contract/events'
import { formatMoment } from '../../utils/date'
import type { EventForm, FormField } from './event-form'

const labels: Readonly<Record<FormField, string>> = {
  title: '活动名称',
  place: '地点',
  startsAt: '开始时间',
  endsAt: '结束时间',
  hostId: '主办单位',
  description: '活动介绍',
  capacity: '名额',
  admission: '参加范围',
  signUpOpensAt: '报名开始时间',
  signUpClosesAt: '报名截止时间',
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

/** Whether two forms say the same in every field. */
export function isSame(one: EventForm, other: EventForm): boolean {
  return fields.every((field) => one[field] === other[field])
}

function inWords(form: EventForm, field: FormField, hostNames: ReadonlyMap<string, string>): string {
  switch (field) {
    case 'hostId':
      return hostNames.get(form.hostId) ?? '其他单位'
    case 'admission':
      return admissions[form.admission]
    case 'startsAt':
    case 'endsAt':
    case 'signUpOpensAt':
    case 'signUpClosesAt':
      return formatMoment(form[field])
    default:
      return form[field] === '' ? '（空）' : form[field]
  }
}

/**
 * @param base what both began with
 * @param mine what is typed on this phone
 * @param theirs what is saved by now
 */
export function merge(
  { base, mine, theirs }: { readonly base: EventForm; readonly mine: EventForm; readonly theirs: EventForm },
  hostNames: ReadonlyMap<string, string>,
): Merged {
  const theirChanges = fields.filter(
    (field) => theirs[field] !== base[field] && theirs[field] !== mine[field],
  )
  const isTouched = (field: FormField) => mine[field] !== base[field]
  const taken = theirChanges.filter((field) => !isTouched(field))
  const conflicts = theirChanges.filter(isTouched)
  return {
    form: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    taken: taken.map((field) => labels[field]),
    conflicts: Object.fromEntries(
      conflicts.map((field) => [field, `他人改为：${inWords(theirs, field, hostNames)}`]),
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
