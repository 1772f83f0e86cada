/**
 * A list to choose one thing from, risen from the bottom of the screen; a long list can be searched.
 *
 * Properties: show; heading; options – [{ value, label, note?, group? }], neighbours of one group stand under its name;
 * value – the chosen one; seeks – the options are the first of many, and whoever gives them looks for others;
 * message – what stands in their place while there are none.
 * Events: choose – { value, label }; seek – { words }, when it `seeks`; close – dismissed without a choice. The page sets
 * `show`.
 */
export interface Choice {
  readonly value: string
  readonly label: string
  readonly note?: string
  readonly group?: string
}

interface Group {
  readonly name: string
  readonly options: readonly Choice[]
}

/** A list longer than a screen gets a search field. */
const longList = 12

function matching(options: readonly Choice[], words: string): readonly Choice[] {
  const sought = words.trim().toLowerCase()
  if (sought === '') return options
  return options.filter(({ label, note = '' }) => `${label} ${note}`.toLowerCase().includes(sought))
}

function grouped(options: readonly Choice[]): Group[] {
  const groups: { name: string; options: Choice[] }[] = []
  for (const option of options) {
    const name = option.group ?? ''
    const last = groups[groups.length - 1]
    if (last !== undefined && last.name === name) last.options.push(option)
    else groups.push({ name, options: [option] })
  }
  return groups
}

Component({
  properties: {
    show: Boolean,
    heading: String,
    options: { type: Array, value: [] as Choice[] },
    value: String,
    seeks: Boolean,
    message: String,
  },
  data: { groups: [] as Group[], searchable: false, words: '', into: '' },
  observers: {
    'options, words, seeks'(options: readonly Choice[], words: string, seeks: boolean) {
      this.setData({
        groups: grouped(seeks ? options : matching(options, words)),
        searchable: seeks || options.length > longList,
      })
    },
    show(show: boolean) {
      this.setData(show ? { words: '' } : { into: '' })
    },
  },
  methods: {
    /** Only what can be seen can be scrolled. */
    onRise() {
      this.setData({ into: 'chosen' })
    },
    onSearch(event: WechatMiniprogram.Input) {
      const words = event.detail.value
      this.setData({ words })
      if (this.data.seeks) this.triggerEvent('seek', { words })
    },
    onChoose(event: WechatMiniprogram.TouchEvent) {
      const { value, label } = event.currentTarget.dataset
      this.triggerEvent('choose', { value, label })
    },
    onClose() {
      this.triggerEvent('close')
    },
  },
})
