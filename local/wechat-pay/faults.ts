/** Faults that a test orders for the next request of an operation: one order, one fault, in the order they came. */

/**
 * - `status500`: nothing is done, the reply is an unsigned 500.
 * - `hang`: nothing is done, and no reply comes.
 * - `loseReply`: it is done, but the connection breaks before the reply.
 * - `badSignature`, `badBody`, `badSerial`, `badTimestamp`: it is done, but the reply is not to be believed: signed with
 *   another key, changed after signing, signed under an unknown serial, signed an hour ago.
 */
export type Fault =
  | 'status500'
  | 'hang'
  | 'loseReply'
  | 'badSignature'
  | 'badBody'
  | 'badSerial'
  | 'badTimestamp'

export class Faults {
  private readonly ordered: { operation: string; fault: Fault }[] = []

  constructor(private readonly operationNames: readonly string[]) {}

  /** @throws Error when there is no such operation. */
  failNext(operation: string, fault: Fault): void {
    if (!this.operationNames.includes(operation)) throw new Error(`The sandbox has no operation ${operation}`)
    this.ordered.push({ operation, fault })
  }

  /** Forgets what was ordered and not met. */
  clear(): void {
    this.ordered.length = 0
  }

  /** The fault ordered for this request, which is then used up. */
  take(operation: string): Fault | undefined {
    const index = this.ordered.findIndex((order) => order.operation === operation)
    return index < 0 ? undefined : this.ordered.splice(index, 1)[0]?.fault
  }
}
