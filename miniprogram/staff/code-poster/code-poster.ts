/** The poster of one code, on a page of its own. */
interface Data {
  scene: string
  /** Opened without a code. */
  isLost: boolean
}

Page<Data, object>({
  data: { scene: '', isLost: false },

  onLoad({ scene = '' }) {
    this.setData({ scene, isLost: scene === '' })
  },
})
