/** What a thousand views of Home ask of the database when everybody opens it at once, cold instances counted. */
import { Phone } from '../support/world'
import { Campus } from './campus'
import type { Figure } from './figure'
import { rounded } from './statistics'

const people = 2_000
const views = 10_000
/** So many look at the same moment, each through an instance of their own, none of which was warm. */
const atOnce = 50

/** Looks until all have looked. */
async function lookOnAndOn(phones: readonly Phone[], next: () => number | undefined): Promise<void> {
  for (let view = next(); view !== undefined; view = next()) {
    await phones[view % phones.length]?.call('celebration.readHome', {})
  }
}

export async function* run(): AsyncGenerator<Figure> {
  yield await Campus.open(async (campus) => {
    const phones = Array.from(
      { length: people },
      (_, index) => new Phone(campus.world, `oBench_view_${index}_`.padEnd(28, 'x')),
    )
    await campus.cloud.fireTimer('timer')
    campus.cloud.requests.reset()
    let seen = 0
    const next = () => (seen < views ? seen++ : undefined)
    await Promise.all(Array.from({ length: atOnce }, () => lookOnAndOn(phones, next)))
    const read = campus.cloud.requests.byAction()
    const database = Object.entries(read).filter(([action]) => action.startsWith('database.'))
    const reads = database.reduce((sum, [, times]) => sum + times, 0)
    return {
      name: 'home.readsPer1000Views',
      value: rounded((reads / views) * 1_000),
      unit: 'count',
      n: views,
    }
  })
}
