/** What fifty SIGKILLs in the midst of load cost, and how long a cloud of a hundred thousand documents takes to return. */
import path from 'node:path'
import { startKeptCloud } from '../local/cloud/kept-cloud'
import { killNine } from '../local/cloud/kill-nine'
import { send } from '../local/cloud/wire'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import { item } from './cloud-store'
import type { Bench, Figure } from './figure'
import { quantile, rounded } from './statistics'

const kills = 50
const documents = 100_000
const insertedAtOnce = 1_000
const starts = 3

/** `cloud.kill9.*`: acknowledged writes that are gone, and accounts that half of a transfer reached. */
export const killBench: Bench = {
  async *run() {
    const report = await inTemporaryFolder((folder) =>
      killNine(path.join(folder, 'cloud.db'), kills, (kill) => 100 + ((kill * 37) % 200)),
    )
    yield count('cloud.kill9.lost', report.lost, report.acknowledged)
    yield count('cloud.kill9.halfWritten', report.halfWritten, report.acknowledged)
    yield count('cloud.kill9.acknowledged', report.acknowledged, kills)
  },
}

/** `cloud.start100k.seconds`: from the data file's opening to the first answer, each time after a SIGKILL. */
export const startBench: Bench = {
  async *run() {
    const seconds = await inTemporaryFolder(async (folder) => {
      const dataFile = path.join(folder, 'cloud.db')
      const start = () => startKeptCloud(dataFile, ['items'], ['items'])
      let cloud = await start()
      await fill(cloud.url)
      const measured: number[] = []
      for (let index = 0; index < starts; index++) {
        await cloud.kill()
        cloud = await start()
        measured.push(cloud.startSeconds)
      }
      await cloud.kill()
      return measured
    })
    const value = rounded(quantile(seconds, 0.5))
    yield { name: 'cloud.start100k.seconds', value, unit: 'seconds', n: starts }
  },
}

const count = (name: string, value: number, n: number): Figure => ({ name, value, unit: 'count', n })

async function fill(url: string): Promise<void> {
  for (let first = 0; first < documents; first += insertedAtOnce) {
    const data = Array.from({ length: insertedAtOnce }, (_, index) => JSON.stringify(item(first + index)))
    const { code } = await send(url, 'insertDocument', { collectionName: 'items', data })
    if (code) throw new Error(`an insert was refused with ${code}`)
  }
}
