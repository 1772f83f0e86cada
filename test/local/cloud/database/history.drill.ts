import * as fastCheck from 'fast-check'
import type { Cloud } from '../../../../local/cloud'
import { startFixtureCloud } from '../fixtures'
import { readById, send, updateById } from '../wire'
import { type Attempt, type Event, type FaultKind, faultsOf, type HistoryFault } from './history'

const keys = ['x', 'y', 'z'] as const
const histories = 40

interface Step {
  readonly kind: 'append' | 'read'
  readonly key: (typeof keys)[number]
}

interface Plan {
  readonly steps: readonly Step[]
  /** Whether the steps are one transaction, and how it ends; plain steps stand each for itself. */
  readonly as: 'commit' | 'rollback' | 'plain'
}

const step = fastCheck.record<Step>({
  kind: fastCheck.constantFrom('append', 'read'),
  key: fastCheck.constantFrom(...keys),
})
const plan = fastCheck.record<Plan>({
  steps: fastCheck.array(step, { minLength: 1, maxLength: 5 }),
  as: fastCheck.constantFrom('commit', 'commit', 'commit', 'rollback', 'plain'),
})
const clients = fastCheck.array(fastCheck.array(plan, { minLength: 1, maxLength: 4 }), {
  minLength: 2,
  maxLength: 5,
})

/** Lets all clients carry out their plans at once, over the wire, and records what each of them was told. */
class Recorder {
  private readonly attempts: Attempt[] = []
  private place = 0

  constructor(private readonly cloud: Cloud) {}

  async faultsOf(clientPlans: readonly (readonly Plan[])[]): Promise<HistoryFault[]> {
    await this.cloud.database.clear()
    await this.cloud.database.insert(
      'accounts',
      keys.map((_id) => ({ _id, values: [] })),
    )
    await Promise.all(
      clientPlans.map(async (plans, client) => {
        for (const [number, planned] of plans.entries()) await this.run(`c${client}p${number}`, planned)
      }),
    )
    const final = (await this.cloud.database.find('accounts')) as { _id: string; values: string[] }[]
    return faultsOf(this.attempts, new Map(final.map(({ _id, values }) => [_id, values])))
  }

  private async run(name: string, { steps, as }: Plan): Promise<void> {
    if (as !== 'plain') return this.runTransaction(name, steps, as)
    for (const [number, planned] of steps.entries()) {
      const began = this.place++
      const event = await this.take(planned, `${name}s${number}`, {})
      if (!event) throw new Error('a plain step was refused')
      this.record(`${name}s${number}`, [event], 'committed', began)
    }
  }

  private async runTransaction(name: string, steps: readonly Step[], as: 'commit' | 'rollback') {
    const began = this.place++
    const { transactionId } = await send(this.cloud.url, 'startTransaction')
    const events: Event[] = []
    for (const [number, planned] of steps.entries()) {
      const event = await this.take(planned, `${name}s${number}`, { transactionId })
      if (!event) return this.record(name, events, 'aborted', began)
      events.push(event)
    }
    const action = as === 'commit' ? 'commitTransaction' : 'abortTransaction'
    const { code } = await send(this.cloud.url, action, { transactionId })
    if (code) throw new Error(`${action} was refused with ${code}`)
    this.record(name, events, as === 'commit' ? 'committed' : 'aborted', began)
  }

  /** @returns what happened, or undefined when a conflict ended the transaction */
  private async take({ kind, key }: Step, value: string, inside: object): Promise<Event | undefined> {
    const { url } = this.cloud
    if (kind === 'read') {
      const { answer, document } = await readById(url, 'accounts', key, inside)
      if (answer.code) throw new Error(`a read was refused with ${answer.code}`)
      return { kind, key, values: document.values }
    }
    const { code } = await updateById(url, 'accounts', key, { $push: { values: value } }, inside)
    if (code === 'DATABASE_TRANSACTION_CONFLICT') return undefined
    if (code) throw new Error(`an append was refused with ${code}`)
    return { kind, key, value }
  }

  private record(name: string, events: readonly Event[], outcome: Attempt['outcome'], began: number): void {
    this.attempts.push({ name, events, outcome, began, ended: this.place++ })
  }
}

test('over random concurrent histories nothing that snapshot isolation forbids is seen', async () => {
  const cloud = await startFixtureCloud()
  const property = fastCheck.asyncProperty(clients, async (plans) => {
    expect(await new Recorder(cloud).faultsOf(plans)).toEqual([])
  })
  // A failure prints its seed and path.
  await fastCheck.assert(property, { numRuns: histories, endOnFailure: true })
  await cloud.close()
})

test('the control: with isolation switched off, the same histories show the faults', async () => {
  const cloud = await startFixtureCloud({ isolation: false })
  const found = new Set<FaultKind>()
  for (const plans of fastCheck.sample(clients, histories))
    for (const { kind } of await new Recorder(cloud).faultsOf(plans)) found.add(kind)
  await cloud.close()
  expect([...found]).toEqual(
    expect.arrayContaining([
      'dirty read',
      'undone write stayed',
      'lost update',
      'non-repeatable read',
      'half-visible commit',
    ]),
  )
})

describe('a history with one fault is told by its name', () => {
  const append = (key: string, value: string): Event => ({ kind: 'append', key, value })
  const read = (key: string, ...values: string[]): Event => ({ kind: 'read', key, values })
  const attempt = (name: string, outcome: Attempt['outcome'], ...events: Event[]): Attempt => ({
    name,
    events,
    outcome,
    began: 0,
    ended: 1,
  })
  const writer = attempt('writer', 'committed', append('x', 'a'), append('y', 'b'))
  const later = { began: 2, ended: 3 }

  test.each<[string, FaultKind[], Attempt[], Record<string, string[]>]>([
    [
      'nothing',
      [],
      [writer, attempt('r', 'committed', read('x', 'a'), read('y', 'b'))],
      { x: ['a'], y: ['b'] },
    ],
    ['a write that is gone', ['lost write'], [writer], { x: ['a'], y: [] }],
    [
      'a read of what was undone',
      ['dirty read'],
      [attempt('w', 'aborted', append('x', 'a')), attempt('r', 'committed', read('x', 'a'))],
      { x: [] },
    ],
    [
      'what was undone stayed',
      ['undone write stayed'],
      [attempt('w', 'aborted', append('x', 'a'))],
      { x: ['a'] },
    ],
    [
      'one document of a commit seen, the other not',
      ['half-visible commit'],
      [writer, attempt('r', 'committed', read('x', 'a'), read('y'))],
      { x: ['a'], y: ['b'] },
    ],
    [
      'two reads that differ',
      ['non-repeatable read'],
      [attempt('w', 'committed', append('x', 'a')), attempt('r', 'aborted', read('x'), read('x', 'a'))].map(
        (one, index) => ({ ...one, name: `${one.name}${index}` }),
      ),
      { x: ['a'] },
    ],
    [
      'a write over what was not read',
      ['lost update'],
      [writer, attempt('u', 'committed', read('x'), append('x', 'c'))],
      { x: ['a', 'c'], y: ['b'] },
    ],
    [
      'a write of its own that it does not see',
      ['own write unseen'],
      [attempt('w', 'committed', append('x', 'a'), read('x'))],
      { x: ['a'] },
    ],
    [
      'a read of less than was acknowledged before',
      ['stale read'],
      [attempt('w', 'committed', append('x', 'a')), { ...attempt('r', 'committed', read('x')), ...later }],
      { x: ['a'] },
    ],
    [
      'writes in an order that never was',
      ['read out of order'],
      [
        attempt('v', 'committed', append('x', 'a')),
        attempt('w', 'committed', append('x', 'b')),
        attempt('r', 'committed', read('x', 'b')),
      ],
      { x: ['a', 'b'] },
    ],
  ])('%s', (_case, kinds, attempts, final) => {
    const found = faultsOf(attempts, new Map(Object.entries(final))).map(({ kind }) => kind)
    expect([...new Set(found)].filter((kind) => kinds.length === 0 || kinds.includes(kind))).toEqual(kinds)
  })
})
