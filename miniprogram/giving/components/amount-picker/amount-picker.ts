/**
 * How much to give: a few proposed sums, or one's own in yuan.
 *
 * Properties: presetsFen – proposed sums; value – amountFen to begin with, 0 for none; minFen, maxFen – the bounds;
 * error – a sentence of the form, shown when the picker has none of its own.
 * Event: change – { amountFen, message }: amountFen is 0 while what was typed is no acceptable sum, and message says why.
 */
import { formatYuan, largestAmountFen, parseYuan } from '../../../contract/money'

interface Preset {
  readonly amountFen: number
  readonly yuan: string
}

interface Reading {
  readonly amountFen: number
  readonly message: string
}

/** What a typed sum means within the bounds. An empty field is no mistake yet. */
function read(text: string, minFen: number, maxFen: number): Reading {
  if (text.trim() === '') return { amountFen: 0, message: '' }
  const amountFen = parseYuan(text)
  if (amountFen === undefined) return { amountFen: 0, message: '请输入金额，最多两位小数' }
  if (amountFen < minFen) return { amountFen: 0, message: `每次最少 ${formatYuan(minFen)} 元` }
  if (amountFen > maxFen) return { amountFen: 0, message: `每次最多 ${formatYuan(maxFen)} 元` }
  return { amountFen, message: '' }
}

Component({
  properties: {
    presetsFen: { type: Array, value: [] as number[] },
    value: Number,
    minFen: { type: Number, value: 1 },
    maxFen: { type: Number, value: largestAmountFen },
    error: String,
  },
  data: { presets: [] as Preset[], chosenFen: 0, typed: '', message: '' },
  observers: {
    presetsFen(presetsFen: readonly number[]) {
      this.setData({ presets: presetsFen.map((amountFen) => ({ amountFen, yuan: formatYuan(amountFen) })) })
    },
    'value, presetsFen'(value: number, presetsFen: readonly number[]) {
      const { minFen, maxFen, typed } = this.data
      // The page hands back what was typed here: leave it as it stands, '88.' included.
      if (typed !== '' && read(typed, minFen, maxFen).amountFen === value) return
      const own = value > 0 && !presetsFen.includes(value)
      this.setData({ chosenFen: value, typed: own ? formatYuan(value) : '', message: '' })
    },
  },
  methods: {
    onPreset(event: WechatMiniprogram.TouchEvent) {
      const amountFen = Number(event.currentTarget.dataset.amountFen)
      this.setData({ chosenFen: amountFen, typed: '', message: '' })
      this.triggerEvent('change', { amountFen, message: '' })
    },
    onType(event: WechatMiniprogram.Input) {
      const typed = event.detail.value
      const reading = read(typed, this.data.minFen, this.data.maxFen)
      this.setData({ typed, chosenFen: reading.amountFen, message: reading.message })
      this.triggerEvent('change', reading)
    },
  },
})
