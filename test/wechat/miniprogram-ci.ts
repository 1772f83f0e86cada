/** WeChat's project compiler, fetched once: at 270 MB it is no dependency of a project that few compile this way. */
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'

const version = '2.1.42'
const cacheFolder = path.resolve(__dirname, '../../node_modules/.cache')

/** The compiler is not here and could not be fetched; the message is one sentence. */
export class NotFetched extends Error {
  override readonly name = 'NotFetched'
}

/**
 * The folder of the package miniprogram-ci, fetched if it is not here yet.
 * @param onFetch told when that takes place, because it takes a minute
 * @throws NotFetched
 */
export async function miniprogramCi(onFetch: () => void): Promise<string> {
  const home = path.join(cacheFolder, `miniprogram-ci-${version}`)
  const packageFolder = path.join(home, 'node_modules/miniprogram-ci')
  if (await exists(packageFolder)) return packageFolder
  onFetch()
  // Under another name until it is whole, so that a fetch cut short is not taken for a compiler.
  await fs.mkdir(cacheFolder, { recursive: true })
  const partial = await fs.mkdtemp(`${home}-partial-`)
  try {
    await install(partial)
    // Somebody else may have fetched it meanwhile; then theirs stays.
    await fs.rename(partial, home).catch(() => {})
  } finally {
    await fs.rm(partial, { recursive: true, force: true })
  }
  return packageFolder
}

async function install(folder: string): Promise<void> {
  const npm = spawn(
    'npm',
    // Its packages' install scripts only build optional parts that compiling does not use.
    [
      'install',
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      `miniprogram-ci@${version}`,
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], shell: process.platform === 'win32' },
  )
  let said = ''
  npm.stderr.on('data', (chunk) => {
    said += chunk
  })
  const reason = await new Promise<string | undefined>((resolve) => {
    npm.once('error', (error) => resolve(error.message))
    npm.once('close', (code) => resolve(code === 0 ? undefined : firstError(said)))
  })
  if (reason !== undefined) {
    throw new NotFetched(
      `miniprogram-ci ${version} is needed once and could not be fetched from the npm registry (${reason}).`,
    )
  }
}

function firstError(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^npm (?:error|ERR!) ?/, '').trim())
  return lines.find((line) => line !== '' && !/^(code|syscall|errno) /.test(line)) ?? 'npm did not succeed'
}

async function exists(file: string): Promise<boolean> {
  return fs.access(file).then(
    () => true,
    () => false,
  )
}
