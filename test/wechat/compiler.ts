/** What WeChat's own project compiler makes of the mini-program and thinks of it, without an account or a network. */
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import path from 'node:path'
import { miniprogramCi } from './miniprogram-ci'
import { filesBelow, stageProject } from './staging'

/** One of the rules by which WeChat judges code before an upload. */
export interface QualityRule {
  /** Such as `CONTAINS_UNUSED_CODES`. */
  readonly name: string
  readonly success: boolean
  /** What is wrong, when it is. */
  readonly text: string
  readonly detail?: unknown
}

export interface CompiledProject {
  /** Every file that a phone would download: its path from the package's root, and its content. */
  readonly files: ReadonlyMap<string, Buffer>
  readonly quality: readonly QualityRule[]
}

/** The compiler does not take the mini-program; the message names the file. */
export class CompileRefusal extends Error {
  override readonly name = 'CompileRefusal'
}

interface Report {
  readonly quality?: readonly QualityRule[]
  readonly refusal?: { readonly message: string; readonly file: string }
}

/**
 * Compiles a copy of the project, with its npm packages.
 * @param folder empty, for the copy and what is made of it
 * @throws CompileRefusal, NotFetched, BuildError
 */
export async function compileProject(folder: string, onFetch: () => void): Promise<CompiledProject> {
  const ciFolder = await miniprogramCi(onFetch)
  const projectFolder = path.join(folder, 'project')
  const outFolder = path.join(folder, 'out')
  await fs.mkdir(projectFolder)
  await stageProject(projectFolder)
  const { quality, refusal } = await runCompiler(folder, [ciFolder, projectFolder, outFolder])
  if (refusal || !quality) throw refusalOf(refusal, projectFolder)
  return { files: await readFiles(path.join(outFolder, 'package')), quality }
}

async function runCompiler(folder: string, parameters: readonly string[]): Promise<Report> {
  const outFolder = parameters.at(-1) ?? ''
  // It leaves empty folders where it runs.
  const child = spawn(process.execPath, [path.join(__dirname, 'compile-child.cjs'), ...parameters], {
    cwd: folder,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  const report = await fs.readFile(path.join(outFolder, 'report.json'), 'utf8').catch(() => undefined)
  if (report === undefined) throw new Error(`miniprogram-ci ended without a report:\n${said}`)
  return JSON.parse(report)
}

function refusalOf(refusal: Report['refusal'], projectFolder: string): CompileRefusal {
  const { message = 'no reason given', file = '' } = refusal ?? {}
  const words = message.replaceAll(`${projectFolder}${path.sep}`, '').trim()
  return new CompileRefusal(file === '' || words.includes(file) ? words : `${file}: ${words}`)
}

async function readFiles(folder: string): Promise<Map<string, Buffer>> {
  const names = await filesBelow(folder)
  const contents = await Promise.all(names.map((name) => fs.readFile(path.join(folder, name))))
  return new Map(names.map((name, index) => [name, contents[index] ?? Buffer.alloc(0)]))
}
