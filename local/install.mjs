/** Makes sure that this Node is new enough and that node_modules is what package-lock.json says. Node built-ins only. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The oldest that the packages we use still support: https://nodejs.org/en/about/previous-releases */
const oldestNode = '20.19'
const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The sentence for a Node that is too old, or undefined; `version` like '20.1.0'. */
export function refusalForNode(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode.split('.').map(Number)
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined
  return `This project needs Node ${oldestNode} or newer, and this is Node ${version}: please install a newer one from https://nodejs.org.`
}

/** Ends the process with one sentence when this Node is too old. */
export function ensureNode(version = process.versions.node) {
  const refusal = refusalForNode(version)
  if (refusal !== undefined) giveUp(refusal)
}

/** Whether node_modules holds what package-lock.json in `root` asks for. */
export function isInstalled(root) {
  const installed = path.join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installed)) return false
  if (existsSync(stampOf(root)) && readFileSync(stampOf(root), 'utf8') === lockHash(root)) return true
  return lockfilesAgree(readPackages(path.join(root, 'package-lock.json')), readPackages(installed))
}

/** Runs `npm ci` when the packages are missing or are not those of the lockfile; ends the process when that fails. */
export function ensureInstalled(root = projectRoot) {
  if (!isInstalled(root)) {
    console.info('Installing the packages (npm ci); this happens once …')
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    if (npm.error) giveUp(`npm could not be run (${npm.error.message}): it comes with Node.`)
    if (npm.status !== 0) giveUp('npm ci did not succeed; its own message is above.')
  }
  writeFileSync(stampOf(root), lockHash(root))
}

/** Remembers which lockfile was installed, so that two large files need not be compared at every start. */
function stampOf(root) {
  return path.join(root, 'node_modules/.installed-lockfile')
}

function lockHash(root) {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages ?? {}
}

/**
 * npm notes what it really installed in node_modules/.package-lock.json. Packages of other platforms are left out
 * there, so an optional one may be missing; every other one must be there in the same version.
 */
function lockfilesAgree(wanted, installed) {
  const names = new Set([...Object.keys(wanted), ...Object.keys(installed)])
  names.delete('')
  return [...names].every((name) => {
    const [asked, present] = [wanted[name], installed[name]]
    if (!asked) return false
    if (!present) return Boolean(asked.optional || asked.devOptional)
    return asked.version === present.version && asked.integrity === present.integrity
  })
}

function giveUp(sentence) {
  console.error(sentence)
  process.exit(1)
}
