/**
 * A moment as a form asks for it: its day and its time, on the campus clock.
 *
 * Properties: label; required; moment – milliseconds, 0 when none is set; usual – where the choosing begins then; unset –
 * what is said then; dayOnly – the time is that of `usual`; hint; error.
 * Event: change – { moment }; 0 when it was taken back, which only what is not required can be.
 */
import { clockOf, momentFrom } from '../../utils/clock'

Component({
  options: { addGlobalClass: true },
  properties: {
    label: String,
    required: Boolean,
    moment: Number,
    usual: Number,
    unset: { type: String, value: '未设定' },
    dayOnly: Boolean,
    hint: String,
    error: String,
  },
  data: { clock: clockOf(0) },
  observers: {
    'moment, usual'(moment: number, usual: number) {
      this.setData({ clock: clockOf(moment || usual) })
    },
  },
  methods: {
    onDate(event: WechatMiniprogram.PickerChange) {
      this.change(momentFrom(String(event.detail.value), this.data.clock.time))
    },
    onTime(event: WechatMiniprogram.PickerChange) {
      this.change(momentFrom(this.data.clock.date, String(event.detail.value)))
    },
    onClear() {
      this.change(0)
    },
    change(moment: number) {
      this.triggerEvent('change', { moment })
    },
  },
})
