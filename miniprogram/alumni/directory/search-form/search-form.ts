/**
 * What to look for: a name, and on demand class, city and industry.
 *
 * Properties: criteria – what is looked for now; colleges – [{ value, label }]; years – the same.
 * Events: search – { criteria }, to be looked for now; details – class, city and industry were asked for.
 */
import { type Criteria, industryChoices, noCriteria, searchOf } from '../criteria'

interface Choice {
  readonly value: string
  readonly label: string
}

type Chosen = 'collegeId' | 'entryYear' | 'industry'

const anything: Choice = { value: '', label: '不限' }
const headings: { readonly [Field in Chosen]: string } = {
  collegeId: '学院',
  entryYear: '年级',
  industry: '行业',
}
const labelIn = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? ''
const closedSheet = { field: '' as Chosen | '', heading: '', options: [] as readonly Choice[], value: '' }

Component({
  properties: {
    criteria: { type: Object, value: noCriteria as Criteria },
    colleges: { type: Array, value: [] as Choice[] },
    years: { type: Array, value: [] as Choice[] },
  },
  data: {
    typed: noCriteria,
    labels: { collegeId: '', entryYear: '', industry: '' },
    isDetailed: false,
    problem: '',
    sheet: closedSheet,
  },
  observers: {
    criteria(criteria: Criteria) {
      this.fill(criteria)
    },
    colleges() {
      this.fill(this.data.typed)
    },
  },
  methods: {
    fill(typed: Criteria) {
      const { colleges } = this.data
      this.setData({
        typed,
        problem: '',
        labels: {
          collegeId: labelIn(colleges, typed.collegeId),
          entryYear: typed.entryYear === '' ? '' : `${typed.entryYear} 级`,
          industry: labelIn(industryChoices, typed.industry),
        },
      })
    },
    onInput({
      currentTarget,
      detail,
    }: WechatMiniprogram.CustomEvent<
      { value: string },
      WechatMiniprogram.IAnyObject,
      WechatMiniprogram.IAnyObject,
      { field: keyof Criteria }
    >) {
      this.setData({ [`typed.${currentTarget.dataset.field}`]: detail.value, problem: '' })
    },
    onDetails() {
      const isDetailed = !this.data.isDetailed
      this.setData({ isDetailed })
      if (isDetailed) this.triggerEvent('details')
    },
    onOpenSheet({
      currentTarget,
    }: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { field: Chosen }>) {
      const { field } = currentTarget.dataset
      const { colleges, years, typed } = this.data
      const choices = { collegeId: colleges, entryYear: years, industry: industryChoices }
      this.setData({
        sheet: {
          field,
          heading: headings[field],
          options: [anything, ...choices[field]],
          value: typed[field],
        },
      })
    },
    onChoose({ detail }: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { sheet, typed } = this.data
      this.setData({ sheet: closedSheet })
      if (sheet.field !== '') this.fill({ ...typed, [sheet.field]: detail.value })
    },
    onCloseSheet() {
      this.setData({ sheet: closedSheet })
    },
    onSearch() {
      const { typed } = this.data
      const wanted = searchOf(typed)
      if (wanted && 'problem' in wanted) {
        this.setData({ problem: wanted.problem })
        return
      }
      this.setData({ isDetailed: false })
      this.triggerEvent('search', { criteria: typed })
    },
    onClear() {
      this.triggerEvent('search', { criteria: noCriteria })
    },
  },
})
