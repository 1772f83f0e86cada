/**
 * One line of the honour roll.
 *
 * Properties: name – as the donor wishes to be called; note – class, enterprise, branch; amountFen – 0 hides the sum;
 * gift – a gift in kind, said in words; givenAt – a moment in milliseconds; message – the donor's words;
 * rank – 1, 2, 3 are set in gold, 0 leaves the rank out;
 * last – no rule below.
 */
import { formatDay } from '../../../utils/date'

Component({
  properties: {
    name: String,
    note: String,
    amountFen: Number,
    gift: String,
    givenAt: Number,
    message: String,
    rank: Number,
    last: Boolean,
  },
  data: { given: '' },
  observers: {
    givenAt(givenAt: number) {
      this.setData({ given: givenAt > 0 ? formatDay(givenAt) : '' })
    },
  },
})
