/**
 * node updates-child.cjs <count> <in flight>: takes one from the `left` of a document, <count> times in all, with so
 * many in flight, each on a document of its own; prints how many seconds that took. A process of its own, as functions
 * are to the cloud.
 */
const cloud = require('wx-server-sdk')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const database = cloud.database()
const [count, inFlight] = process.argv.slice(2).map(Number)

async function take(id) {
  const { stats } = await database
    .collection('seats')
    .where({ _id: id, left: database.command.gt(0) })
    .update({ data: { left: database.command.inc(-1) } })
  if (stats.updated !== 1) throw new Error(`an update changed ${stats.updated} documents`)
}

async function takeInTurn(id, times) {
  for (let index = 0; index < times; index++) await take(id)
}

async function run() {
  const ids = Array.from({ length: inFlight }, (_, index) => `bench-${index}`)
  // Opens the connections.
  await Promise.all(ids.map(take))
  const startedAt = performance.now()
  await Promise.all(ids.map((id) => takeInTurn(id, count / inFlight)))
  console.info((performance.now() - startedAt) / 1000)
  process.exit(0)
}

run()
