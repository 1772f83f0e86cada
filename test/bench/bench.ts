/** The register of all benches: runs those that are asked for and prints each figure as a line of JSON. */
import { buildFunctions } from '../../local/build/index'
import type { Bench } from './figure'

interface Entry {
  /** Every figure of the bench begins with it. */
  readonly prefix: string
  /** Loaded only when it is wanted; by require, because tsx serves `import()` to modules of the other kind alone. */
  load(): Bench
}

const entries: readonly Entry[] = [
  { prefix: 'seats.race.200x20', load: () => require('./seats-race').raceOf('200x20') },
  {
    prefix: 'seats.race.200x20.within3s',
    load: () => require('./seats-race').raceOf('200x20.within3s'),
  },
  { prefix: 'seats.race.1000x100', load: () => require('./seats-race').raceOf('1000x100') },
  { prefix: 'seats.race.1000x100.mixed', load: () => require('./seats-race').raceOf('1000x100.mixed') },
  { prefix: 'seats.race.5000x1000', load: () => require('./seats-race').raceOf('5000x1000') },
  { prefix: 'seats.race.5000x1000.mixed', load: () => require('./seats-race').raceOf('5000x1000.mixed') },
  { prefix: 'seats.remain.200x300', load: () => require('./seats-remain') },
  { prefix: 'seats.queue.4000', load: () => require('./events').queueBench },
  { prefix: 'events.list.roundTrips', load: () => require('./events').roundTripsOf('list') },
  { prefix: 'events.detail.roundTrips', load: () => require('./events').roundTripsOf('detail') },
  { prefix: 'events.signUp.roundTrips', load: () => require('./events').roundTripsOf('signUp') },
  { prefix: 'events.checkIn', load: () => require('./door') },
  { prefix: 'giving.burst.500', load: () => require('./giving').burstBench },
  { prefix: 'giving.give.roundTrips', load: () => require('./giving').roundTripsOf('give') },
  { prefix: 'giving.list.roundTrips', load: () => require('./giving').roundTripsOf('list') },
  { prefix: 'giving.project.roundTrips', load: () => require('./giving').roundTripsOf('project') },
  { prefix: 'giving.honours.roundTrips', load: () => require('./giving').roundTripsOf('honours') },
  { prefix: 'home.readsPer1000Views', load: () => require('./home') },
  { prefix: 'alumni.search', load: () => require('./growth').growthOf('search') },
  { prefix: 'alumni.queue', load: () => require('./growth').growthOf('queue') },
  { prefix: 'alumni.body', load: () => require('./growth').growthOf('body') },
  { prefix: 'alumni.rosterImport', load: () => require('./roster-import') },
  { prefix: 'alumni.register', load: () => require('./registering') },
  { prefix: 'api', load: () => require('./api') },
  { prefix: 'page.tapToContent', load: () => require('./pages') },
  { prefix: 'audit.failures', load: () => require('./audit') },
  { prefix: 'package', load: () => require('./packages') },
  { prefix: 'preview.recompile', load: () => require('./preview') },
  { prefix: 'start.warm', load: () => require('./start') },
  { prefix: 'cloud.sdk', load: () => require('./cloud').sdkBench },
  { prefix: 'cloud.add', load: () => require('./cloud').operationBench('add') },
  { prefix: 'cloud.get', load: () => require('./cloud').operationBench('get') },
  { prefix: 'cloud.where', load: () => require('./cloud').operationBench('where') },
  { prefix: 'cloud.where.ratio100k', load: () => require('./cloud').growthBench },
  { prefix: 'cloud.orderedPage.ratio100k', load: () => require('./cloud').orderedGrowthBench },
  { prefix: 'cloud.update', load: () => require('./cloud').operationBench('update') },
  { prefix: 'cloud.transaction', load: () => require('./cloud').operationBench('transaction') },
  {
    prefix: 'cloud.conditionalUpdate64',
    load: () => require('./cloud').operationBench('conditionalUpdate64'),
  },
  { prefix: 'cloud.kill9', load: () => require('./cloud-kill-nine').killBench },
  { prefix: 'cloud.start100k', load: () => require('./cloud-kill-nine').startBench },
]

/**
 * Runs the benches whose figures may begin with one of `wanted`, or all; figures go to stdout, all else to stderr.
 * @returns whether every one of them could be measured
 */
export async function bench(wanted: readonly string[]): Promise<boolean> {
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((word) => name.startsWith(word))
  const mayHoldWanted = ({ prefix }: Entry) =>
    isWanted(prefix) || wanted.some((word) => word.startsWith(prefix))
  const chosen = entries.filter(mayHoldWanted)
  if (chosen.length === 0) {
    console.error(`No bench begins with ${wanted.join(' or ')}; there are:`)
    for (const { prefix } of entries) console.error(`  ${prefix}`)
    return false
  }
  await buildFunctions()
  let isComplete = true
  for (const { prefix, load } of chosen) {
    console.error(`${prefix} …`)
    try {
      for await (const figure of load().run()) if (isWanted(figure.name)) console.info(JSON.stringify(figure))
    } catch (error) {
      console.error(`${prefix} could not be measured:`, error)
      isComplete = false
    }
  }
  return isComplete
}
