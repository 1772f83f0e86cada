/**
 * node cloud-client.cjs <operation> <count> <clients> <round>: carries out one operation <count> times in all through
 * the real SDK, by so many clients at once, each one after another; prints how many seconds that took. A process of
 * its own, as functions are to the cloud. Rounds on one cloud add documents of their own.
 */
const cloud = require('wx-server-sdk')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
const database = cloud.database()
const { gt, inc } = database.command
const [operationName, ...numbers] = process.argv.slice(2)
const [count, clients, round] = numbers.map(Number)
const items = database.collection('items')

/** Each is given a number that no other call gets, and the number of its client. */
const operations = {
  add: (number) =>
    items.add({ data: { _id: `added-${round}-${number}`, group: 'added', left: number, name: '校友' } }),
  async get(number) {
    const { data } = await items.doc(`item-${number % 1000}`).get()
    if (!data._id) throw new Error('a document was not found')
  },
  async where(number) {
    const { data } = await items.where({ group: `group-${number % 100}` }).get()
    if (data.length !== 10) throw new Error(`a query found ${data.length} documents`)
  },
  async orderedPage(number) {
    const { data } = await items
      .orderBy('group', 'desc')
      .skip(number % 100)
      .limit(20)
      .get()
    if (data.length !== 20) throw new Error(`a page has ${data.length} documents`)
  },
  async update(number) {
    const { stats } = await items.doc(`item-${number % 1000}`).update({ data: { left: inc(-1) } })
    if (stats.updated !== 1) throw new Error('an update changed nothing')
  },
  async conditionalUpdate(_number, client) {
    const { stats } = await items
      .where({ _id: `item-${client}`, left: gt(0) })
      .update({ data: { left: inc(-1) } })
    if (stats.updated !== 1) throw new Error('a conditional update changed nothing')
  },
  transaction: (number) =>
    database.runTransaction(async (transaction) => {
      const [from, to] = [number % 1000, (number + 1) % 1000].map((place) =>
        transaction.collection('items').doc(`item-${place}`),
      )
      await from.get()
      await to.get()
      await from.update({ data: { left: inc(-1) } })
      await to.update({ data: { left: inc(1) } })
    }),
}

async function run() {
  const operation = operations[operationName]
  const turn = async (client, first, last) => {
    for (let index = first; index < last; index++) await operation(index * clients + client, client)
  }
  const each = count / clients
  const turns = (first, last) =>
    Promise.all(Array.from({ length: clients }, (_, client) => turn(client, first, last)))
  // Opens the connections, and lets both sides compile what they will repeat.
  const warmUp = Math.ceil(each / 4)
  await turns(0, warmUp)
  const startedAt = performance.now()
  await turns(warmUp, warmUp + each)
  console.info((performance.now() - startedAt) / 1000)
  process.exit(0)
}

run()
