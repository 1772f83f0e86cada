/**
 * A seal as pressed on paper: four characters in a square, any other number in a row.
 *
 * Properties: text; tone – primary · muted · light (on the institution's colour).
 */
Component({
  properties: {
    text: String,
    tone: { type: String, value: 'primary' },
  },
  data: { rows: [] as string[] },
  observers: {
    text(text: string) {
      this.setData({ rows: text.length === 4 ? [text.slice(0, 2), text.slice(2)] : [text] })
    },
  },
})
