/** How long npm start takes when it was started before, from the command to the address it prints. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import type { Figure } from './figure'
import { quantile, rounded } from './statistics'

const runs = 5
const startFile = path.resolve(__dirname, '../../local/start.mjs')

export async function* run(): AsyncGenerator<Figure> {
  const seconds = await inTemporaryFolder(async (folder) => {
    // The first run writes the sample data and is not counted.
    await startSeconds(folder)
    const measured: number[] = []
    for (let index = 0; index < runs; index++) measured.push(await startSeconds(folder))
    return measured
  })
  yield { name: 'start.warm.seconds', value: rounded(quantile(seconds, 0.5)), unit: 'seconds', n: runs }
}

/** Starts, waits for the address, and ends it again. */
async function startSeconds(folder: string): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [startFile, '--data', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let said = ''
  const ready = new Promise<number>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk
        if (/http:\/\/[\w.]+:\d+/.test(said)) resolve((performance.now() - startedAt) / 1000)
      })
    }
  })
  const seconds = await Promise.race([ready, ended])
  child.kill('SIGTERM')
  await ended
  if (seconds === undefined) throw new Error(`npm start ended before it was ready:\n${said}`)
  return seconds
}
