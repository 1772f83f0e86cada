/** How many conditional updates of single documents the local cloud carries out and keeps in a second. */
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { collections } from '../../cloudfunctions/database'
import { MovableClock } from '../../local/clock'
import { startCloud } from '../../local/cloud'
import { functionsFolder } from '../support/world'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import { cloudEnvironment } from './cloud-environment'
import type { Figure } from './figure'
import { rounded } from './statistics'

const updates = 5000
const inFlight = 50

export async function* run(): AsyncGenerator<Figure> {
  const seconds = await inTemporaryFolder(async (folder) => {
    const dataFile = path.join(folder, 'cloud.db')
    const clock = new MovableClock()
    const cloud = await startCloud({ collections, functionsFolder, clock, dataFile, timers: false })
    try {
      const left = updates + inFlight
      const seats = Array.from({ length: inFlight }, (_, index) => ({ _id: `bench-${index}`, left }))
      await cloud.database.insert('seats', seats)
      return await updateSeconds(cloud.url)
    } finally {
      await cloud.close()
    }
  })
  yield {
    name: 'cloud.update.perSecond',
    value: rounded(updates / seconds),
    unit: 'updates per second',
    n: updates,
  }
}

async function updateSeconds(url: string): Promise<number> {
  const child = path.join(__dirname, 'updates-child.cjs')
  const parameters = [child, String(updates), String(inFlight)]
  const env = { PATH: process.env.PATH, ...cloudEnvironment(url) }
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { env })
  return Number(stdout)
}
