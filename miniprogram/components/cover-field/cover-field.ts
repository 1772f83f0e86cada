/**
 * A cover as a form asks for it: one of our drawings, or a photograph.
 *
 * Properties: art – the chosen drawing, empty where a photograph is the cover; photo – where that can be seen; sending –
 * a photograph is on its way.
 * Events: art – { art }; photo – a photograph is wanted.
 */
import { coverArts } from '../../contract/event-content'

Component({
  options: { addGlobalClass: true },
  properties: {
    art: String,
    photo: String,
    sending: Boolean,
  },
  data: { arts: Object.entries(coverArts).map(([art, label]) => ({ art, label })) },
  methods: {
    onArt(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('art', { art: event.currentTarget.dataset.art })
    },
    onPhoto() {
      this.triggerEvent('photo')
    },
  },
})
