/**
 * A few words on the state of a thing. The words say it; the colour only agrees.
 *
 * Properties: text; tone – neutral · primary · success · warning · danger · gold (honours only); icon – a line-icon name.
 */
Component({
  properties: {
    text: String,
    tone: { type: String, value: 'neutral' },
    icon: String,
  },
})
