/** How long the api function takes to load in a new process, compared with the SDK alone; and how large it is. */
import { execFile } from 'node:child_process'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { functionsFolder } from '../support/world'
import { cloudEnvironment } from './cloud-environment'
import type { Figure } from './figure'
import { quantile, rounded } from './statistics'

const pairs = 11
const apiFile = path.join(functionsFolder, 'api/index.js')

export async function* run(): AsyncGenerator<Figure> {
  const sdkFile = createRequire(__filename).resolve('wx-server-sdk')
  // Once each without counting, so that neither is the one that finds its files not yet in memory.
  await loadMilliseconds(apiFile)
  await loadMilliseconds(sdkFile)
  const api: number[] = []
  const sdk: number[] = []
  // In turns, so that whatever else the machine does slows both alike.
  for (let pair = 0; pair < pairs; pair++) {
    api.push(await loadMilliseconds(apiFile))
    sdk.push(await loadMilliseconds(sdkFile))
  }
  yield {
    name: 'api.coldStart.ratio',
    value: rounded(quantile(api, 0.5) / quantile(sdk, 0.5)),
    unit: 'ratio',
    n: pairs,
  }
  const { size } = await fs.stat(apiFile)
  yield { name: 'api.bundle.bytes', value: size, unit: 'bytes', n: 1 }
}

async function loadMilliseconds(file: string): Promise<number> {
  const child = path.join(__dirname, 'require-child.cjs')
  const env = { PATH: process.env.PATH, TZ: 'UTC', ...cloudEnvironment('http://127.0.0.1:9') }
  const { stdout } = await promisify(execFile)(process.execPath, [child, file], { env })
  return Number(stdout)
}
