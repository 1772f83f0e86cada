/**
 * A body as a row of a list: what it is called, what it is, and the way to it.
 *
 * Properties: name; note – what kind of body, of what year, below what; icon – a line-icon name.
 * Event: open – the row was tapped.
 */
Component({
  properties: {
    name: String,
    note: String,
    icon: String,
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
