/** Five hundred gifts at once through WeChat Pay's sandbox, to the last entry in the ledger; and what one gift waits for. */
import { randomUUID } from 'node:crypto'
import type { Phone } from '../support/world'
import { Campus } from './campus'
import type { Bench, Figure } from './figure'
import { counted, countRoundTrips, millisecondsOf } from './round-trips'
import { quantile, rounded } from './statistics'

const gifts = 500
const amountFen = 1_957
/** Notifications that a busy machine did not answer come again, and the timer asks: after so many minutes all is told. */
const minutesAtMost = 10

const wish = () => ({
  projectId: 'project-library',
  amountFen,
  isAnonymous: false,
  attemptKey: randomUUID(),
})

async function give(campus: Campus, donor: Phone): Promise<void> {
  const { payment } = await donor.call('giving.give', wish())
  if (!payment) throw new Error('there is nothing to pay')
  const { wechatPay } = campus.world
  await wechatPay.finish(wechatPay.openSheet(payment, donor.openid).prepayId, 'pay')
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
  await campus.warmUp(await campus.publishEvent(1))
  const startedAt = performance.now()
  const durations = await Promise.all(donors.map((donor) => millisecondsOf(() => give(campus, donor))))
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

export const roundTripsBench: Bench = {
  async *run(): AsyncGenerator<Figure> {
    const value = await Campus.open(async (campus) => {
      const donor = campus.persona('alumnus')
      const acts = Array.from({ length: 2 * counted }, () => () => donor.call('giving.give', wish()))
      return countRoundTrips(campus, donor, acts)
    })
    yield { name: 'giving.give.roundTrips', value, unit: 'round trips', n: counted }
  },
}
