/** Kills a function at every one of its requests in turn, and mends by trying again or by the timer. */
import type { TestWorld } from './world'

export interface Drill {
  /** What is to be interrupted. */
  readonly functionName: string
  readonly action?: string
  /** Makes the ground on which the operation runs, and says how to run it and what must be so once all is mended. */
  prepare(): Promise<{ run(): Promise<unknown>; hold(): Promise<void> }>
}

export interface Interruption {
  /** Just before a request is carried out, or just after. */
  readonly moment: 'before' | 'after'
  readonly mend: 'retry' | 'timer'
  /** Lets the timer do its part. */
  minutesPass(): Promise<void>
}

/** More requests than any operation makes; a drill ends earlier, when the fault finds nothing more to strike. */
export const requestsAtMost = 60

const isAction = (action: string) => (event: unknown) => (event as { action?: string }).action === action

/** Runs the operation once for each of its requests, killing it there; returns how many there were. */
export async function interruptEverywhere(
  world: TestWorld,
  drill: Drill,
  { moment, mend, minutesPass }: Interruption,
): Promise<number> {
  for (let atRequest = 1; atRequest <= requestsAtMost; atRequest++) {
    const { run, hold } = await drill.prepare()
    const fault = world.cloud.faults.kill({
      functionName: drill.functionName,
      ...(drill.action === undefined ? {} : { event: isAction(drill.action) }),
      atRequest,
      moment,
    })
    await run().catch(() => undefined)
    const hasStruck = fault.hasStruck
    fault.disarm()
    if (mend === 'retry') await run()
    await minutesPass()
    if (mend === 'retry' || !hasStruck) await hold()
    if (!hasStruck) return atRequest - 1
  }
  throw new Error('the operation never came to an end')
}
