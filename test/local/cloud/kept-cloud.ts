/** A local cloud in a process of its own, on a data file: to be ended with SIGKILL and started again on the same file. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { buildSync } from 'esbuild'

const local = path.resolve(__dirname, '../../../local')

export interface KeptCloud {
  readonly url: string
  /** How long the cloud took to be ready, from the data file's opening on. */
  readonly startSeconds: number
  /** Ends the process at once, with whatever it is doing. */
  kill(): Promise<void>
}

/** Starts it with these collections, unindexed unless they are `grouped` by a field `group`. */
export async function startKeptCloud(
  dataFile: string,
  collections: readonly string[],
  grouped: readonly string[] = [],
): Promise<KeptCloud> {
  const child = spawn(process.execPath, ['--input-type=commonjs', '-'], {
    cwd: local,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const declarations = collections.map((name) => ({
    name,
    indexes: grouped.includes(name) ? [{ name: 'group', keys: { group: 1 } }] : [],
  }))
  child.stdin.end(program(dataFile, declarations))
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => {
      throw new Error('the cloud did not start')
    }),
  ])) as [string]
  const { url, startSeconds } = JSON.parse(line)
  return { url, startSeconds, kill: () => kill(child) }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

let bundled: string | undefined

/** The cloud's sources as one script; bundled once, because a test starts it often. */
function program(dataFile: string, collections: readonly object[]): string {
  bundled ??= buildSync({
    stdin: {
      contents: `
        import { MovableClock } from './clock'
        import { startCloud } from './cloud'
        async function start(options) {
          const begun = performance.now()
          const { url } = await startCloud({ ...options, clock: new MovableClock(), timers: false })
          console.info(JSON.stringify({ url, startSeconds: (performance.now() - begun) / 1000 }))
        }
        start(keptCloudOptions)`,
      resolveDir: local,
    },
    bundle: true,
    platform: 'node',
    packages: 'external',
    write: false,
    logLevel: 'error',
  }).outputFiles[0]?.text
  const options = { collections, dataFile, functionsFolder: path.dirname(dataFile) }
  return `const keptCloudOptions = ${JSON.stringify(options)}\n${bundled}`
}
