/** Ends a cloud with SIGKILL in the midst of writes, again and again, and compares what is left with what it promised. */
import { setTimeout as wait } from 'node:timers/promises'
import { type KeptCloud, startKeptCloud } from './kept-cloud'
import { send, updateById } from './wire'

const singleWriters = 4
const transferClients = 4
const accounts = 8
const openingBalance = 1_000

export interface KillReport {
  readonly kills: number
  /** Single writes and transfers that were answered. */
  readonly acknowledged: number
  /** Of those, how many are gone. */
  readonly lost: number
  /** Accounts whose balance is not what the transfers that are there make it. */
  readonly halfWritten: number
  readonly slowestStartSeconds: number
}

interface Transfer {
  readonly _id: string
  readonly from: string
  readonly to: string
}

/** @param afterMs how long the cloud lives after its n-th start */
export async function killNine(
  dataFile: string,
  kills: number,
  afterMs: (kill: number) => number,
): Promise<KillReport> {
  const load = new Load()
  let cloud = await startKeptCloud(dataFile, ['written', 'accounts', 'transfers'])
  await load.open(cloud)
  let slowestStartSeconds = 0
  for (let kill = 0; kill < kills; kill++) {
    const working = load.run(cloud, kill)
    await wait(afterMs(kill))
    await cloud.kill()
    await working
    cloud = await startKeptCloud(dataFile, ['written', 'accounts', 'transfers'])
    slowestStartSeconds = Math.max(slowestStartSeconds, cloud.startSeconds)
  }
  const found = await load.compare(cloud)
  await cloud.kill()
  return { kills, ...found, slowestStartSeconds }
}

class Load {
  private readonly written = new Set<string>()
  private readonly transferred = new Set<string>()

  async open(cloud: KeptCloud): Promise<void> {
    const data = accountIds.map((_id) => JSON.stringify({ _id, balance: openingBalance }))
    await send(cloud.url, 'insertDocument', { collectionName: 'accounts', data })
  }

  /** Writes from several connections until the cloud answers no more. */
  async run({ url }: KeptCloud, kill: number): Promise<void> {
    const untilSilent = async (take: (number: number) => Promise<void>) => {
      try {
        for (let number = 0; ; number++) await take(number)
      } catch (error) {
        // fetch says so when the connection broke; anything else is a fault of the test or of the cloud.
        if ((error as Error).name !== 'TypeError') throw error
      }
    }
    const writers = Array.from({ length: singleWriters }, (_, writer) =>
      untilSilent((number) => this.write(url, `${kill}-${writer}-${number}`)),
    )
    const movers = Array.from({ length: transferClients }, (_, mover) =>
      untilSilent((number) => this.transfer(url, `${kill}-${mover}-${number}`, mover + number)),
    )
    await Promise.all([...writers, ...movers])
  }

  private async write(url: string, _id: string): Promise<void> {
    const data = [JSON.stringify({ _id })]
    const { code } = await send(url, 'insertDocument', { collectionName: 'written', data })
    if (code) throw new Error(`a write was refused with ${code}`)
    this.written.add(_id)
  }

  private async transfer(url: string, _id: string, place: number): Promise<void> {
    const [from, to] = [accountIds[place % accounts], accountIds[(place + 3) % accounts]]
    const { transactionId } = await send(url, 'startTransaction')
    const inside = { transactionId }
    const record = JSON.stringify({ _id, from, to })
    const answers = [
      () => updateById(url, 'accounts', String(from), { $inc: { balance: -1 } }, inside),
      () => send(url, 'insertDocument', { collectionName: 'transfers', data: [record], ...inside }),
      () => updateById(url, 'accounts', String(to), { $inc: { balance: 1 } }, inside),
      () => send(url, 'commitTransaction', inside),
    ]
    for (const take of answers) {
      const { code } = await take()
      if (code === 'DATABASE_TRANSACTION_CONFLICT') return
      if (code) throw new Error(`a transfer was refused with ${code}`)
    }
    this.transferred.add(_id)
  }

  async compare({ url }: KeptCloud): Promise<Pick<KillReport, 'acknowledged' | 'lost' | 'halfWritten'>> {
    const written = new Set((await readAll(url, 'written')).map(({ _id }) => _id))
    const transfers = (await readAll(url, 'transfers')) as unknown as Transfer[]
    const there = new Set(transfers.map(({ _id }) => _id))
    const lost = [
      ...[...this.written].filter((id) => !written.has(id)),
      ...[...this.transferred].filter((id) => !there.has(id)),
    ]
    const expected = new Map(accountIds.map((id) => [id, openingBalance]))
    for (const { from, to } of transfers) {
      expected.set(from, (expected.get(from) ?? 0) - 1)
      expected.set(to, (expected.get(to) ?? 0) + 1)
    }
    const balances = await readAll(url, 'accounts')
    const halfWritten = accountIds.filter(
      (id) => balances.find(({ _id }) => _id === id)?.balance !== expected.get(id),
    )
    return {
      acknowledged: this.written.size + this.transferred.size,
      lost: lost.length,
      halfWritten: halfWritten.length,
    }
  }
}

const accountIds = Array.from({ length: accounts }, (_, number) => `account-${number}`)

async function readAll(url: string, collectionName: string): Promise<Record<string, unknown>[]> {
  const limit = 1_000
  const documents: Record<string, unknown>[] = []
  for (;;) {
    const page = { collectionName, query: '{}', limit, offset: documents.length }
    const list = ((await send(url, 'getDocument', page)).data?.list ?? []) as string[]
    documents.push(...list.map((text) => JSON.parse(text)))
    if (list.length < limit) return documents
  }
}
