/**
 * Runs wcc and wcsc, WeChat's compilers of templates and styles, which see what its project compiler does not:
 * bad expressions, wx:else without wx:if, the syntax of wxs, imports that lead nowhere.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { filesBelow } from './staging'

export interface SyntaxReport {
  readonly templates: number
  readonly scripts: number
  readonly styles: number
  /** One line for each fault, with its file and line. */
  readonly problems: readonly string[]
}

interface Tool {
  readonly name: 'wcc' | 'wcsc'
  parameters(files: readonly string[]): readonly string[]
  /** Finds the files that a message of the tool is about. */
  readonly fileInMessage: RegExp
}

const wcc: Tool = {
  name: 'wcc',
  parameters: (files) => ['-d', ...files, '-gn', '$gwx'],
  fileInMessage: /^(\S+?\.wx(?:ml|s)):\d+/gm,
}

const wcsc: Tool = {
  name: 'wcsc',
  parameters: (files) => ['-lc', '-db', '-pc', '0', ...files],
  fileInMessage: /^(\S+?\.wxss)\(|from `(\S+?\.wxss)`/gm,
}

/** Checks every template, wxs script and style below `folder`; the folder is a copy, for faulty files are emptied. */
export async function checkSyntax(folder: string): Promise<SyntaxReport> {
  const files = await filesBelow(folder)
  const ending = (suffix: string) => files.filter((file) => file.endsWith(suffix))
  const [templates, scripts, styles] = [ending('.wxml'), ending('.wxs'), ending('.wxss')]
  const calls = await Promise.all(templates.map((file) => callsIn(folder, file)))
  return {
    templates: templates.length,
    scripts: scripts.length,
    styles: styles.length,
    problems: [
      ...(await problemsOf(wcc, folder, [...templates, ...scripts])),
      ...(await problemsOf(wcsc, folder, styles)),
      ...calls.flat(),
    ],
  }
}

/** A tool stops at its first fault; so the file is emptied, which everything may import, and the tool asked again. */
async function problemsOf(tool: Tool, folder: string, files: readonly string[]): Promise<string[]> {
  const problems: string[] = []
  const emptied = new Set<string>()
  for (;;) {
    const message = await complaint(tool, folder, files)
    if (message === undefined) return problems
    const found = [...message.matchAll(tool.fileInMessage)].map((match) => match[1] ?? match[2] ?? '')
    const faulty = found.filter((file) => files.includes(file) && !emptied.has(file))
    problems.push(...message.split('\n').map((line) => `${tool.name}: ${line}`))
    if (faulty.length === 0) return problems
    for (const file of faulty) {
      emptied.add(file)
      await fs.writeFile(path.join(folder, file), '')
    }
  }
}

/** What the tool says against these files; undefined when it takes them. */
async function complaint(tool: Tool, folder: string, files: readonly string[]): Promise<string | undefined> {
  const child = spawn(await binary(tool.name), tool.parameters(files), {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
  if (code === 0) return undefined
  const lines = said
    .split('\n')
    .map((line) => line.replace(/^ERR: /, ''))
    .filter((line) => line.trim() !== '' && !line.startsWith('error file count'))
  return lines.join('\n') || `ended with code ${code} and no word`
}

const platforms: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }

async function binary(name: Tool['name']): Promise<string> {
  const platform = platforms[process.platform]
  if (platform === undefined) throw new Error(`WeChat publishes no ${name} for ${process.platform}`)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const packageFolder = path.dirname(createRequire(__filename).resolve('miniprogram-compiler/package.json'))
  const file = path.join(packageFolder, 'bin', platform, name + suffix)
  // Not every one of them is published as a file that may be run.
  await fs.chmod(file, 0o755)
  return file
}

/** wcc takes a call of anything in an expression, but on a phone only functions of a wxs module give a value. */
async function callsIn(folder: string, file: string): Promise<string[]> {
  const text = await fs.readFile(path.join(folder, file), 'utf8')
  const modules = new Set([...text.matchAll(/<wxs\b[^>]*\bmodule="(\w+)"/g)].map((match) => match[1]))
  return [...text.matchAll(/\{\{([\s\S]*?)\}\}/g)].flatMap((expression) => {
    const code = (expression[1] ?? '').replace(/'[^']*'|"[^"]*"/g, "''")
    const calls = [...code.matchAll(/([A-Za-z_$][\w$]*)(?:\.[\w$]+)*\s*\(/g)]
    const line = text.slice(0, expression.index).split('\n').length
    return calls
      .filter((call) => !modules.has(call[1]))
      .map(
        (call) => `${file}:${line}: ${call[0]}…) gives nothing: only functions of a wxs module can be called`,
      )
  })
}
