/** What people break on purpose from the panel, so that they see what the mini-program makes of it. */
import * as v from 'valibot'
import type { Fault, Faults } from '../../cloud'
import { type Handler, parse } from './http'

/** What is broken at present; the panel takes its types from here. */
export interface FaultsState {
  /** How long every request of a function to the cloud is held back. */
  readonly delayMs: number
  readonly isDatabaseDown: boolean
  /** Of the next write of a phone's call. */
  readonly lostReply: OneShot
  readonly interruption: { readonly atStep: number; readonly state: OneShot }
}

/** A fault that strikes once. */
export type OneShot = 'off' | 'armed' | 'struck'

/** What the panel asks for, one thing at a time. */
export type FaultsChange = v.InferOutput<typeof changeBody>

const changeBody = v.union([
  v.strictObject({ delayMs: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)) }),
  v.strictObject({ isDatabaseDown: v.boolean() }),
  v.strictObject({ losesReply: v.boolean() }),
  v.strictObject({ interruptAtStep: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)) }),
  v.strictObject({ interrupts: v.literal(false) }),
  v.strictObject({ clear: v.literal(true) }),
])

const writes = [
  'database.insertDocument',
  'database.modifyDocument',
  'database.modifyAndReturnDoc',
  'database.removeDocument',
  'database.commitTransaction',
]

/** The platform names the caller in every event that a phone sends, and in no other: timers use no rehearsal up. */
const isFromPhone = (event: unknown) =>
  (event as { userInfo?: { openId?: unknown } } | null)?.userInfo?.openId !== undefined

export class Rehearsal {
  private delayMs = 0
  private outage: Fault | undefined
  private lostReply: Fault | undefined
  private interruption: Fault | undefined
  private atStep = 1
  private readonly listeners = new Set<(state: FaultsState) => void>()

  constructor(private readonly faults: Faults) {}

  state(): FaultsState {
    return {
      delayMs: this.delayMs,
      isDatabaseDown: this.outage !== undefined,
      lostReply: oneShot(this.lostReply),
      interruption: { atStep: this.atStep, state: oneShot(this.interruption) },
    }
  }

  change(change: FaultsChange): FaultsState {
    if ('delayMs' in change) this.delay(change.delayMs)
    else if ('isDatabaseDown' in change) this.setDown(change.isDatabaseDown)
    else if ('losesReply' in change) this.setLostReply(change.losesReply)
    else if ('interruptAtStep' in change) this.interrupt(change.interruptAtStep)
    else if ('interrupts' in change) this.endInterruption()
    else this.clear()
    this.tell()
    return this.state()
  }

  /** Calls back after every change and every strike; returns what stops that. */
  onChange(listener: (state: FaultsState) => void): () => void {
    this.listeners.add(listener)
    const stopHearing = this.faults.onStrike(() => listener(this.state()))
    return () => {
      stopHearing()
      this.listeners.delete(listener)
    }
  }

  private delay(delayMs: number): void {
    this.delayMs = delayMs
    this.faults.delay(delayMs)
  }

  private setDown(isDown: boolean): void {
    this.outage?.disarm()
    this.outage = isDown ? this.faults.down() : undefined
  }

  private setLostReply(isLost: boolean): void {
    this.lostReply?.disarm()
    this.lostReply = isLost ? this.faults.loseReply({ event: isFromPhone, action: writes }) : undefined
  }

  private interrupt(atStep: number): void {
    this.endInterruption()
    this.atStep = atStep
    this.interruption = this.faults.kill({ event: isFromPhone, atRequest: atStep, moment: 'after' })
  }

  private endInterruption(): void {
    this.interruption?.disarm()
    this.interruption = undefined
  }

  private clear(): void {
    this.delay(0)
    this.setDown(false)
    this.setLostReply(false)
    this.endInterruption()
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.state())
  }
}

export function faultRoutes(rehearsal: Rehearsal): Record<string, Handler> {
  return {
    'GET /panel/faults': () => rehearsal.state(),
    'POST /panel/faults': ({ body }) => rehearsal.change(parse(changeBody, body)),
  }
}

function oneShot(fault: Fault | undefined): OneShot {
  if (!fault) return 'off'
  return fault.hasStruck ? 'struck' : 'armed'
}
