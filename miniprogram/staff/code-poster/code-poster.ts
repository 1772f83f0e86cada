/** The poster of one code, on a page of its own. */
interface Data {
  scene: string
}

Page<Data, object>({
  data: { scene: '' },

  onLoad({ scene = '' }) {
    this.setData({ scene })
  },
})
