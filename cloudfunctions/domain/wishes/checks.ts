/** What must always hold of the wall; run with the others of checks.ts. */
import { everyWish } from './records'

/** A wish waits for somebody exactly while it is waiting: what is shown or hidden was decided. */
async function* wishesWaitForSomebody(): AsyncGenerator<string> {
  for await (const { _id, state, cause } of everyWish()) {
    if ((state === 'waiting') !== (cause !== null)) yield `wish ${_id} is ${state}, for ${cause ?? 'nothing'}`
  }
}

export const wishChecks = { wishesWaitForSomebody }
