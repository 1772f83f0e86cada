/**
 * What narrows a list, risen from the bottom of the screen: groups of options, of each of which one may be chosen, and
 * a span of years.
 *
 * Properties: show; groups – [{ key, label, options: [{ value, label }] }]; years – the label of the span, absent
 * without it; value – what is chosen, by key; the years are `from` and `to`.
 * Events: apply – { value }; close – dismissed without applying. The page sets `show`.
 */
export type FilterValue = Readonly<Record<string, string>>

export interface FilterGroup {
  readonly key: string
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

const isYear = (text: string) => /^(?:19|20)\d\d$/.test(text)

Component({
  properties: {
    show: Boolean,
    groups: { type: Array, value: [] as FilterGroup[] },
    years: String,
    value: { type: Object, value: {} as FilterValue },
  },
  data: { chosen: {} as FilterValue, problem: '' },
  observers: {
    show(show: boolean) {
      if (show) this.setData({ chosen: { ...this.data.value }, problem: '' })
    },
  },
  methods: {
    onOption(event: WechatMiniprogram.TouchEvent) {
      const { key, value } = event.currentTarget.dataset
      const isChosen = this.data.chosen[key] === value
      this.setData({ [`chosen.${key}`]: isChosen ? '' : value })
    },
    onYear(event: WechatMiniprogram.Input) {
      const { key } = event.currentTarget.dataset
      this.setData({ [`chosen.${key}`]: event.detail.value.trim(), problem: '' })
    },
    onReset() {
      this.setData({ chosen: {}, problem: '' })
    },
    onApply() {
      const { from = '', to = '' } = this.data.chosen
      const told = [from, to].filter((year) => year !== '')
      const problem = !told.every(isYear)
        ? '请填写四位年份'
        : told.length === 2 && from > to
          ? '起始年份应不晚于截止年份'
          : ''
      this.setData({ problem })
      if (problem === '') this.triggerEvent('apply', { value: { ...this.data.chosen } })
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
