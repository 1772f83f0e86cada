/**
 * What the timer does for those who left: it closes the gate, waits until nothing is under way any more, then lets every
 * domain take the person out of what it keeps, and removes the record last. Killed anywhere, the next run goes on.
 */
import { forgetLimitsOf } from '../../platform/limits'
import { log } from '../../platform/log'
import { type Person, removePerson } from '../alumni/records'
import { belongings } from '../belongings'
import { countUnsettled } from '../payments/records'
import { closeLeaving, insertErasure, leavers } from './records'
import { nextStep } from './rules'

export async function eraseLeavers(now: Date): Promise<void> {
  for (const person of await leavers.read(now)) {
    try {
      const step = nextStep(person, await countUnsettled(person._id), now)
      if (step === 'close') await closeLeaving(person._id, now)
      if (step === 'erase') await erase(person, now)
    } catch (error) {
      // One that fails does not keep the others from leaving.
      log.error('erasing failed', error)
    }
  }
}

async function erase({ _id: personId, leaving }: Person, now: Date): Promise<void> {
  if (!leaving) return
  for (const domain of Object.values(belongings)) await domain.erase(personId, leaving.pseudonymId, now)
  await forgetLimitsOf(personId)
  await insertErasure({ _id: leaving.pseudonymId, askedAt: leaving.askedAt, erasedAt: now })
  await removePerson(personId)
}
