/** Makes the frame's Date show the local world's time. */

let aheadMs = 0
const MachineDate = Date

/** Moves the clock; timers that already run keep their pace. */
export function setAhead(milliseconds: number): void {
  aheadMs = milliseconds
}

/** Must run before any script of the mini-program. */
export function installClock(): void {
  const now = () => MachineDate.now() + aheadMs
  const WorldDate = new Proxy(MachineDate, {
    construct: (target, parts: [], newTarget) =>
      Reflect.construct(target, parts.length === 0 ? [now()] : parts, newTarget),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  })
  MachineDate.prototype.constructor = WorldDate
  window.Date = WorldDate
}
