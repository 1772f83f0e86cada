/**
 * The heading of a part of a page, with a rule running out to the margin.
 *
 * Properties: title; note – a line below; more – the words of a link at the right, absent without them.
 * Event: more – the link was tapped.
 */
Component({
  properties: {
    title: String,
    note: String,
    more: String,
  },
  methods: {
    onMore() {
      this.triggerEvent('more')
    },
  },
})
