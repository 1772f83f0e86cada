/**
 * What a version of an article changes, place by place: words that went are struck through, new ones underlined.
 *
 * Property: changes – as changes-view makes it.
 */
import type { ChangesView } from './changes-view'

const nothing: ChangesView = {
  heading: '',
  count: 0,
  isAgainstShown: false,
  fields: [],
  covers: [],
  rows: [],
}

Component({
  options: { addGlobalClass: true },
  properties: {
    changes: { type: Object, value: nothing },
  },
})
