/**
 * What staff need to know of one event, in a list.
 *
 * Property: event – as the contract's EventSummary.
 */
import type { EventSummary } from '../../contract/events'
import { type EventFacts, factsOf } from './facts'

Component({
  properties: { event: Object },
  data: { facts: null as EventFacts | null },
  observers: {
    event(event: EventSummary | null) {
      this.setData({ facts: event ? factsOf(event, Date.now()) : null })
    },
  },
})
