/**
 * One of the doors of Home: a drawing under an arch, what is behind it, and how far one has come.
 *
 * Properties: art – a drawing of assets/art without its ending; title; note – a few words, such as 两场可报名;
 * done – nothing is left to do here.
 * Event: open.
 */
Component({
  properties: {
    art: String,
    title: String,
    note: String,
    done: Boolean,
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
