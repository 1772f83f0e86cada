/**
 * Tells from what clients saw whether transactions were isolated. Documents are lists, and every write appends a
 * value that occurs once: so the final lists tell the order of all writes, and a read tells which of them it saw.
 * @see https://github.com/jepsen-io/elle for the method
 */

export type Event =
  | { readonly kind: 'append'; readonly key: string; readonly value: string }
  | { readonly kind: 'read'; readonly key: string; readonly values: readonly string[] }

/** A transaction, or one plain write or read. */
export interface Attempt {
  readonly name: string
  /** What was acknowledged, in order. */
  readonly events: readonly Event[]
  readonly outcome: 'committed' | 'aborted'
  /** Places in the one order in which requests were sent and answers came. */
  readonly began: number
  readonly ended: number
}

export type FaultKind =
  | 'lost write'
  | 'lost update'
  | 'dirty read'
  | 'undone write stayed'
  | 'half-visible commit'
  | 'non-repeatable read'
  | 'own write unseen'
  | 'stale read'
  | 'read out of order'

export interface HistoryFault {
  readonly kind: FaultKind
  readonly what: string
}

type Lists = ReadonlyMap<string, readonly string[]>

/** Everything that snapshot isolation forbids and that happened; empty when all is well. */
export function faultsOf(attempts: readonly Attempt[], final: Lists): HistoryFault[] {
  const writers = new Map<string, Attempt>()
  for (const attempt of attempts)
    for (const event of attempt.events) if (event.kind === 'append') writers.set(event.value, attempt)
  return [
    ...faultsOfFinal(attempts, final, writers),
    ...attempts.flatMap((attempt) => [
      ...faultsOfReads(attempt, final, writers),
      ...fracturesOf(attempt, attempts),
      ...lostUpdatesOf(attempt, final),
      ...staleReadsOf(attempt, attempts),
    ]),
  ]
}

/** What a committed attempt wrote is there once, what an aborted one wrote is not. */
function* faultsOfFinal(
  attempts: readonly Attempt[],
  final: Lists,
  writers: ReadonlyMap<string, Attempt>,
): Iterable<HistoryFault> {
  for (const attempt of attempts.filter(isCommitted))
    for (const { key, value } of appendsOf(attempt))
      if (final.get(key)?.filter((one) => one === value).length !== 1)
        yield { kind: 'lost write', what: `${attempt.name} wrote ${value} to ${key}, which holds it no more` }
  for (const [key, values] of final)
    for (const value of values)
      if (!isCommitted(writers.get(value)))
        yield { kind: 'undone write stayed', what: `${value} stayed in ${key}` }
}

/** Each read shows a state that was committed, the same one for the same key, with the attempt's own writes on top. */
function* faultsOfReads(
  attempt: Attempt,
  final: Lists,
  writers: ReadonlyMap<string, Attempt>,
): Iterable<HistoryFault> {
  const appended = new Map<string, string[]>()
  const seen = new Map<string, readonly string[]>()
  for (const event of attempt.events) {
    const own = appended.get(event.key) ?? []
    if (event.kind === 'append') {
      appended.set(event.key, [...own, event.value])
      continue
    }
    const what = `${attempt.name} read [${event.values}] of ${event.key}`
    const foreign = event.values.slice(0, event.values.length - own.length)
    if (!areEqual(event.values.slice(foreign.length), own)) yield { kind: 'own write unseen', what }
    const others = event.values.filter((value) => writers.get(value) !== attempt)
    if (others.some((value) => !isCommitted(writers.get(value)))) yield { kind: 'dirty read', what }
    else if (!areEqual(others, (final.get(event.key) ?? []).slice(0, others.length)))
      yield { kind: 'read out of order', what }
    const before = seen.get(event.key) ?? others
    if (!areEqual(before, others)) yield { kind: 'non-repeatable read', what: `${what} after [${before}]` }
    seen.set(event.key, others)
  }
}

/** An attempt sees all that another one wrote, or nothing of it. */
function* fracturesOf(attempt: Attempt, attempts: readonly Attempt[]): Iterable<HistoryFault> {
  for (const other of attempts) {
    if (other === attempt) continue
    const visible = readsOf(attempt).flatMap(({ key, values }) =>
      appendsOf(other)
        .filter((append) => append.key === key)
        .map(({ value }) => values.includes(value)),
    )
    if (visible.includes(true) && visible.includes(false))
      yield { kind: 'half-visible commit', what: `${attempt.name} saw a part of ${other.name}` }
  }
}

/** What an attempt read of a list is what its own writes to it came upon. */
function* lostUpdatesOf(attempt: Attempt, final: Lists): Iterable<HistoryFault> {
  if (!isCommitted(attempt)) return
  for (const { key, values } of readsOf(attempt)) {
    const own = appendsOf(attempt).filter((append) => append.key === key)
    const place = final.get(key)?.indexOf(own[0]?.value ?? '') ?? -1
    const read = values.filter((value) => !own.some((append) => append.value === value))
    if (place >= 0 && !areEqual(read, (final.get(key) ?? []).slice(0, place)))
      yield { kind: 'lost update', what: `${attempt.name} wrote to ${key} what it had read as [${read}]` }
  }
}

/** What was acknowledged before an attempt began, it sees. */
function* staleReadsOf(attempt: Attempt, attempts: readonly Attempt[]): Iterable<HistoryFault> {
  for (const { key, values } of readsOf(attempt))
    for (const other of attempts)
      if (isCommitted(other) && other.ended < attempt.began)
        for (const append of appendsOf(other))
          if (append.key === key && !values.includes(append.value))
            yield { kind: 'stale read', what: `${attempt.name} did not see ${append.value} in ${key}` }
}

const isCommitted = (attempt: Attempt | undefined): boolean => attempt?.outcome === 'committed'

const appendsOf = ({ events }: Attempt) => events.filter((event) => event.kind === 'append')

const readsOf = ({ events }: Attempt) => events.filter((event) => event.kind === 'read')

const areEqual = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((value, index) => value === others[index])
