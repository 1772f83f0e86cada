import { formatYuan } from '../../contract/money'

/**
 * A sum in yuan, set so that the figure leads and the unit follows.
 *
 * Properties: amountFen – an integer number of fen; size – body · heading · figure; tone – ink · primary.
 */
Component({
  properties: {
    amountFen: Number,
    size: { type: String, value: 'body' },
    tone: { type: String, value: 'ink' },
  },
  data: { yuan: '0' },
  observers: {
    amountFen(amountFen: number) {
      this.setData({ yuan: formatYuan(amountFen) })
    },
  },
})
