/**
 * One person of the directory: their name as on a name plate, where they studied, and what else they opened.
 *
 * Properties: name; studies – [{ college, classYear }], such as 土木学院 and 1996 级 结构 9601 班; city; work; openable – a tap leads further;
 * last – no rule below.
 * Event: open.
 */
Component({
  properties: {
    name: String,
    studies: { type: Array, value: [] as { readonly college: string; readonly classYear: string }[] },
    city: String,
    work: String,
    openable: Boolean,
    last: Boolean,
  },
  methods: {
    onOpen() {
      if (this.data.openable) this.triggerEvent('open')
    },
  },
})
