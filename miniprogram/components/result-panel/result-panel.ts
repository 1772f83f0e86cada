/**
 * How something ended: a drawing, one sentence, what comes next; further content in the slot.
 *
 * Properties: art – a drawing of assets/art without its ending; title; text.
 */
Component({
  properties: {
    art: { type: String, value: 'success' },
    title: String,
    text: String,
  },
})
