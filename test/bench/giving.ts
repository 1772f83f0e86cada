/** Five hundred gifts in a rush through WeChat Pay's sandbox, to the last entry in the ledger; and what one gift waits for. */
import { randomUUID } from 'node:crypto'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Bench, Figure } from './figure'
import { counted, countRoundTrips, millisecondsOf } from './round-trips'
import { quantile, rounded } from './statistics'

const gifts = 500
const amountFen = 1_957
/**
 * So many donors are between the first tap and the paid sheet at any moment; whoever finished makes room for the next.
 * More would measure how many instances this machine can start, each of which pays for a cold start of its own.
 */
const atOnce = 32
/** Notifications that a busy machine did not answer come again, and the timer asks: after so many minutes all is told. */
const minutesAtMost = 10

const wish = () => ({
  projectId: 'project-library',
  amountFen,
  isAnonymous: false,
  attemptKey: randomUUID(),
})

/** A person who hears that something is busy, or hears nothing, taps again, for the same gift. */
const tapsAtMost = 10

async function opened(donor: Phone) {
  const input = wish()
  for (let tap = 1; ; tap++) {
    try {
      return await donor.call('giving.give', input)
    } catch (error) {
      if (tap === tapsAtMost) throw error
    }
  }
}

async function give(campus: Campus, donor: Phone): Promise<void> {
  const { payment } = await opened(donor)
  if (!payment) throw new Error('there is nothing to pay')
  const { wechatPay } = campus.world
  await wechatPay.finish(wechatPay.openSheet(payment, donor.openid).prepayId, 'pay')
}

/** Does something for each, `atOnce` at a time. */
async function inTurns<Result>(donors: readonly Phone[], act: (donor: Phone) => Promise<Result>) {
  const waiting = [...donors]
  const results: Result[] = []
  const line = async () => {
    for (let donor = waiting.pop(); donor; donor = waiting.pop()) results.push(await act(donor))
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return results
}

/** Entries of the ledger since the sample's, and what WeChat holds for us by them. */
async function booked(campus: Campus): Promise<{ entries: number; fen: number }> {
  const numbers = campus.world.wechatPay.orders.map(({ outTradeNo }) => outTradeNo)
  const entries = await campus.cloud.database.find('ledger', { orderNo: { $in: numbers } })
  const lines = entries.flatMap((entry) => entry.lines as { account: string; amountFen: number }[])
  const held = lines.filter(({ account }) => account === 'wechat')
  return { entries: entries.length, fen: held.reduce((sum, line) => sum + line.amountFen, 0) }
}

async function burst(campus: Campus) {
  const donors = await campus.crowd('donor', gifts)
  const startedAt = performance.now()
  const durations = await inTurns(donors, (donor) => millisecondsOf(() => give(campus, donor)))
  const seconds = (performance.now() - startedAt) / 1000
  for (let minute = 0; minute < minutesAtMost && (await booked(campus)).entries < gifts; minute++) {
    campus.world.clock.advance(60_000)
    await campus.world.wechatPay.settled()
    await campus.cloud.fireTimer('timer')
  }
  const paid = campus.world.wechatPay.orders.filter(({ paidAtMs }) => paidAtMs !== undefined)
  const paidFen = paid.reduce((sum, order) => sum + order.amountFen, 0)
  return { durations, seconds, paidFen, ...(await booked(campus)) }
}

export const burstBench: Bench = {
  async *run(): AsyncGenerator<Figure> {
    const { durations, seconds, paidFen, entries, fen } = await Campus.open(burst)
    const name = (what: string) => `giving.burst.${gifts}.${what}`
    yield { name: name('ledgerEntries'), value: entries, unit: 'count', n: gifts }
    yield { name: name('differenceFen'), value: paidFen - fen, unit: 'fen', n: gifts }
    yield { name: name('perSecond'), value: rounded(gifts / seconds), unit: 'gifts per second', n: gifts }
    yield {
      name: name('p95Milliseconds'),
      value: rounded(quantile(durations, 0.95)),
      unit: 'milliseconds',
      n: gifts,
    }
  },
}

const acts = {
  give: (phone: Phone) => phone.call('giving.give', wish()),
  list: (phone: Phone) => phone.call('giving.listProjects', {}),
  project: (phone: Phone) => phone.call('giving.readProject', { projectId: 'project-library' }),
  honours: (phone: Phone) => phone.call('giving.listHonours', {}),
} as const

/** Of giving, of the list of projects and one's own page as they are kept a while, and of the honour roll. */
export const roundTripsOf = (act: keyof typeof acts): Bench => ({
  async *run(): AsyncGenerator<Figure> {
    const value = await Campus.open((campus) => {
      const phone = campus.persona('alumnus')
      const same = Array.from({ length: 2 * counted }, () => () => acts[act](phone))
      return countRoundTrips(campus, phone, same)
    })
    yield { name: `giving.${act}.roundTrips`, value, unit: 'round trips', n: counted }
  },
})
