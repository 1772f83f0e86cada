/**
 * A day of the calendar as a form asks for it.
 *
 * Properties: label; required; day – `2027-10-15`, empty when none is set; unset – what is said then; start – the first
 * that may be chosen; hint; error.
 * Event: change – { day }; empty when it was taken back, which only what is not required can be.
 */
import { clockOf, momentFrom } from '../../utils/clock'

Component({
  properties: {
    label: String,
    required: Boolean,
    day: String,
    unset: { type: String, value: '请选择' },
    start: String,
    hint: String,
    error: String,
  },
  data: { words: '' },
  observers: {
    day(day: string) {
      this.setData({ words: day === '' ? '' : clockOf(momentFrom(day, '00:00')).day })
    },
  },
  methods: {
    onDate(event: WechatMiniprogram.PickerChange) {
      this.triggerEvent('change', { day: String(event.detail.value) })
    },
    onClear() {
      this.triggerEvent('change', { day: '' })
    },
  },
})
