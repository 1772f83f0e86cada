/**
 * Kills a function at every one of its changes in turn, just before it or just after, and mends by trying again or by
 * the timer. Between two changes a function only reads or asks WeChat Pay: killed while it reads, it leaves what it
 * leaves right after the change before; killed when WeChat Pay has answered, what it leaves right before the change
 * that follows. So striking the changes strikes every state that there is.
 */
import type { TestWorld } from './world'

export interface Drill {
  /** What is to be interrupted. */
  readonly functionName: string
  readonly action?: string
  /** Makes the ground on which the operation runs, and says how to run it and what must be so once all is mended. */
  prepare(): Promise<{ run(): Promise<unknown>; hold(): Promise<void> }>
  /** What must be so is so whether the operation was finished or never begun, or the timer begins it anyway. */
  readonly holdsEitherWay?: true
  /** Its ground is dear and consists of documents alone: it is laid once, and put back for each strike. */
  readonly laidOnce?: true
  /** It asks WeChat Pay between its changes. */
  readonly asksWeChatPay?: true
}

/** When to strike: just after a change is just before the next, unless something else happens between the two. */
export const momentsOf = ({ asksWeChatPay }: Drill): readonly Interruption['moment'][] =>
  asksWeChatPay ? ['before', 'after'] : ['after']

export interface Interruption {
  readonly moment: 'before' | 'after'
  readonly mend: 'retry' | 'timer'
  /** Lets the timer do its part. */
  minutesPass(): Promise<void>
}

/** The requests that change something, as the SDK sends them. */
export const changes = [
  'database.insertDocument',
  'database.modifyDocument',
  'database.modifyAndReturnDoc',
  'database.removeDocument',
  'database.commitTransaction',
] as const

/** More changes than any operation makes; a drill ends earlier, when the fault finds nothing more to strike. */
const changesAtMost = 100

const isAction = (action: string) => (event: unknown) => (event as { action?: string }).action === action

/** Runs the operation once for each of its changes, killing it there; returns how many there were. */
export async function interruptEverywhere(
  world: TestWorld,
  drill: Drill,
  { moment, mend, minutesPass }: Interruption,
): Promise<number> {
  let ground = await drill.prepare()
  const putBackDocuments = world.cloud.database.keep()
  const laidAtMs = world.clock.now()
  for (let atRequest = 1; atRequest <= changesAtMost; atRequest++) {
    if (drill.laidOnce) {
      await putBackDocuments()
      world.clock.moveTo(laidAtMs)
    } else if (atRequest > 1) ground = await drill.prepare()
    const { run, hold } = ground
    const fault = world.cloud.faults.kill({
      functionName: drill.functionName,
      ...(drill.action === undefined ? {} : { event: isAction(drill.action) }),
      action: changes,
      atRequest,
      moment,
    })
    await run().catch(() => undefined)
    const hasStruck = fault.hasStruck
    fault.disarm()
    if (mend === 'retry') await run()
    await minutesPass()
    if (mend === 'retry' || !hasStruck || drill.holdsEitherWay) await hold()
    // What is put back takes its problems along.
    if (drill.laidOnce) expect(await world.problems()).toEqual([])
    if (!hasStruck) return atRequest - 1
  }
  throw new Error('the operation never came to an end')
}
