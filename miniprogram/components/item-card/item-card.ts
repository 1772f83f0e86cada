/**
 * One thing of a list that is edited in its place: closed it is a line that says what it is, open it shows its fields,
 * which are its slot. It can be moved among the others, and removed.
 *
 * Properties: heading; note – a line below; open; problem – what is wrong with it, told while it is closed; first, last –
 * where it stands; place – its number in the list, for the events.
 * Events, each with { place }: toggle; move – and `by`, −1 or 1; remove.
 */
Component({
  properties: {
    heading: String,
    note: String,
    open: Boolean,
    problem: String,
    first: Boolean,
    last: Boolean,
    place: Number,
  },
  methods: {
    onToggle() {
      this.triggerEvent('toggle', { place: this.data.place })
    },
    onMove(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('move', { place: this.data.place, by: Number(event.currentTarget.dataset.by) })
    },
    onRemove() {
      this.triggerEvent('remove', { place: this.data.place })
    },
  },
})
