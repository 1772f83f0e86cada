/** The four parts of a guide, as lists of things with fields: what each is called, and how it looks while closed. */
import type { Guide } from '../../contract/celebration'
import type { AnniversaryDraft } from '../services/anniversary-draft'
import { problemsUnder } from '../services/anniversary-part'

export type PartName = keyof Guide

interface FieldMeaning {
  readonly field: string
  readonly label: string
  readonly atMost: number
  readonly isLong: boolean
  readonly isRequired: boolean
  readonly placeholder: string
}

interface PartMeaning {
  readonly title: string
  readonly add: string
  readonly atMost: number
  readonly fields: readonly FieldMeaning[]
}

const short = { isLong: false, isRequired: false, placeholder: '' } as const

const meanings: Readonly<Record<PartName, PartMeaning>> = {
  travel: {
    title: '怎么来',
    add: '添加交通方式',
    atMost: 10,
    fields: [
      { ...short, field: 'title', label: '方式', atMost: 20, isRequired: true, placeholder: '如：地铁' },
      { ...short, field: 'words', label: '说明', atMost: 300, isRequired: true, isLong: true },
    ],
  },
  places: {
    title: '到哪里',
    add: '添加地点',
    atMost: 10,
    fields: [
      { ...short, field: 'name', label: '地点', atMost: 60, placeholder: '如：南校门（签到处）' },
      { ...short, field: 'address', label: '详细地址', atMost: 100 },
    ],
  },
  contacts: {
    title: '找谁',
    add: '添加联系人',
    atMost: 10,
    fields: [
      {
        ...short,
        field: 'name',
        label: '联系人',
        atMost: 30,
        isRequired: true,
        placeholder: '如：校友总会值班室',
      },
      { ...short, field: 'phone', label: '电话', atMost: 20 },
      { ...short, field: 'note', label: '负责事项', atMost: 40 },
    ],
  },
  questions: {
    title: '常见问题',
    add: '添加问答',
    atMost: 20,
    fields: [
      { ...short, field: 'question', label: '问题', atMost: 60, isRequired: true },
      { ...short, field: 'answer', label: '回答', atMost: 300, isRequired: true, isLong: true },
    ],
  },
}

const order: readonly PartName[] = ['travel', 'places', 'contacts', 'questions']

export const emptyItem = {
  travel: { title: '', words: '' },
  places: { name: '', address: '' },
  contacts: { name: '', phone: '', note: '' },
  questions: { question: '', answer: '' },
} as const

interface ItemView {
  readonly key: string
  readonly heading: string
  readonly note: string
  readonly problem: string
  readonly isOnMap: boolean
  readonly fields: readonly (FieldMeaning & { readonly value: string; readonly error: string })[]
}

export interface PartView {
  readonly part: PartName
  readonly title: string
  readonly add: string
  readonly isFull: boolean
  readonly hasPoints: boolean
  readonly items: readonly ItemView[]
}

function itemViewOf(draft: AnniversaryDraft, part: PartName, place: number): ItemView {
  const item = draft.form.guide[part][place] as Readonly<Record<string, unknown>>
  const problems = problemsUnder(draft, `guide.${part}.${place}`)
  const fields = meanings[part].fields.map((meaning) => ({
    ...meaning,
    value: String(item[meaning.field] ?? ''),
    error: problems[meaning.field] ?? '',
  }))
  const [first, second] = fields
  return {
    key: `${part}-${place}`,
    heading: first?.value || '未填写',
    note: second?.value ?? '',
    problem: Object.values(problems)[0] ?? '',
    isOnMap: item.point !== undefined,
    fields,
  }
}

export const partViewsOf = (draft: AnniversaryDraft): PartView[] =>
  order.map((part) => {
    const { title, add, atMost } = meanings[part]
    const items = draft.form.guide[part]
    return {
      part,
      title,
      add,
      isFull: items.length >= atMost,
      hasPoints: part === 'places',
      items: items.map((_item, place) => itemViewOf(draft, part, place)),
    }
  })
