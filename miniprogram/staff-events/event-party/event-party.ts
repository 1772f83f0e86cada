/** Who comes along with whom, and the kinds of participants with their quotas. */
import { type Category, maxCategories, maxCompanions } from '../../contract/event-content'
import { newKey } from '../../services/drafts'
import { moved, replaced, without } from '../../utils/lists'
import { type EventDraft, edit, messageOf } from '../services/event-draft'
import { finishPart, openPart } from '../services/event-part'
import type { EventForm } from '../utils/event-form'

interface CategoryView extends Pick<Category, 'categoryId' | 'name' | 'givenBy'> {
  readonly heading: string
  readonly note: string
  readonly capacity: string
  readonly nameProblem: string
  readonly capacityProblem: string
}

interface Data {
  companions: string
  companionChoices: readonly { readonly value: string; readonly label: string }[]
  companionsAtMost: string
  isChoosing: boolean
  givers: readonly { readonly value: string; readonly label: string }[]
  categories: readonly CategoryView[]
  /** The place of the one whose fields are open; −1: none. */
  openPlace: number
  isFull: boolean
  companionsProblem: string
  problem: string
  conflict: string
}

interface Methods {
  draft: EventDraft | undefined
  show(draft: EventDraft): void
  edit(change: (form: EventForm) => EventForm): void
  change(place: number, change: (category: Category) => Category): void
  onOpenCompanions(): void
  onCloseCompanions(): void
  onCompanions(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onAdd(): void
  onToggle(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onMove(event: WechatMiniprogram.CustomEvent<{ place: number; by: number }>): void
  onRemove(event: WechatMiniprogram.CustomEvent<{ place: number }>): void
  onName(event: WechatMiniprogram.Input): void
  onCapacity(event: WechatMiniprogram.Input): void
  onGiver(event: WechatMiniprogram.TouchEvent): void
  onDone(): void
}

const givers = { person: '报名人自选', staff: '由工作人员登记' } as const

const companionsInWords = (count: number) => (count === 0 ? '不带同行人' : `每人最多带 ${count} 位`)

const categoryViewOf = (problems: EventDraft['problems']) => (category: Category, place: number) => {
  const { categoryId, name, capacity, givenBy } = category
  const problemOf = (field: string) => problems[`categories.${place}.${field}`] ?? ''
  return {
    categoryId,
    name,
    givenBy,
    heading: name === '' ? '新类别' : name,
    note: `${capacity === undefined ? '不单设名额' : `名额 ${capacity}`} · ${givers[givenBy]}`,
    capacity: capacity === undefined ? '' : String(capacity),
    nameProblem: problemOf('name'),
    capacityProblem: problemOf('capacity'),
  }
}

Page<Data, Methods>({
  draft: undefined,

  data: {
    companions: '',
    companionChoices: Array.from({ length: maxCompanions + 1 }, (_, count) => ({
      value: String(count),
      label: companionsInWords(count),
    })),
    companionsAtMost: '0',
    isChoosing: false,
    givers: Object.entries(givers).map(([value, label]) => ({ value, label })),
    categories: [],
    openPlace: -1,
    isFull: false,
    companionsProblem: '',
    problem: '',
    conflict: '',
  },

  onLoad({ eventId = '' }) {
    const draft = openPart(eventId)
    if (draft) this.show(draft)
  },

  show(draft) {
    this.draft = draft
    const { form, problems, conflicts } = draft
    this.setData({
      companions: companionsInWords(form.companionsAtMost),
      companionsAtMost: String(form.companionsAtMost),
      categories: form.categories.map(categoryViewOf(problems)),
      isFull: form.categories.length >= maxCategories,
      companionsProblem: messageOf(problems, 'companionsAtMost') || messageOf(conflicts, 'companionsAtMost'),
      problem: problems.categories ?? '',
      conflict: messageOf(conflicts, 'categories'),
    })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, change(this.draft.form)))
  },

  change(place, change) {
    this.edit((form) => ({ ...form, categories: replaced(form.categories, place, change) }))
  },

  onOpenCompanions() {
    this.setData({ isChoosing: true })
  },

  onCloseCompanions() {
    this.setData({ isChoosing: false })
  },

  onCompanions(event) {
    this.setData({ isChoosing: false })
    this.edit((form) => ({ ...form, companionsAtMost: Number(event.detail.value) }))
  },

  onAdd() {
    const category: Category = { categoryId: newKey(), name: '', givenBy: 'person' }
    this.edit((form) => ({ ...form, categories: [...form.categories, category] }))
    this.setData({ openPlace: this.data.categories.length - 1 })
  },

  onToggle({ detail }) {
    this.setData({ openPlace: this.data.openPlace === detail.place ? -1 : detail.place })
  },

  onMove({ detail: { place, by } }) {
    this.edit((form) => ({ ...form, categories: moved(form.categories, place, by) }))
    this.setData({ openPlace: place + by })
  },

  onRemove({ detail }) {
    this.edit((form) => ({ ...form, categories: without(form.categories, detail.place) }))
    this.setData({ openPlace: -1 })
  },

  onName(event) {
    this.change(event.currentTarget.dataset.place, (category) => ({ ...category, name: event.detail.value }))
  },

  onCapacity(event) {
    const typed = event.detail.value.trim()
    this.change(event.currentTarget.dataset.place, ({ capacity: _before, ...category }) =>
      typed === '' ? category : { ...category, capacity: Number(typed) },
    )
  },

  onGiver(event) {
    const { place, value } = event.currentTarget.dataset
    this.change(place, (category) => ({ ...category, givenBy: value }))
  },

  onDone() {
    if (!this.draft) return
    this.show(finishPart(this.draft, 'party'))
    const wrong = this.data.categories.findIndex((one) => one.nameProblem || one.capacityProblem)
    if (wrong >= 0) this.setData({ openPlace: wrong })
  },
})
