/**
 * One story in a list.
 *
 * Properties: name – its headline; category; summary; publishedAt – a moment in milliseconds; cover – an image, or none;
 * pinned – kept on top; last – no rule below.
 * Event: open.
 */
import { formatRelative } from '../../utils/date'

Component({
  properties: {
    name: String,
    category: String,
    summary: String,
    publishedAt: Number,
    cover: String,
    pinned: Boolean,
    last: Boolean,
  },
  data: { published: '' },
  observers: {
    publishedAt(publishedAt: number) {
      this.setData({ published: publishedAt > 0 ? formatRelative(publishedAt) : '' })
    },
  },
  methods: {
    onOpen() {
      this.triggerEvent('open')
    },
  },
})
