/** Compiles a mini-program into a page that an ordinary browser shows. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { copyAssets } from './assets'
import { bundleProgram, bundleRuntime } from './bundle'
import { Packages, Project } from './project'
import { Sources } from './sources'
import { TemplateCompiler } from './templates'
import { type Reach, type StyleCache, StyleCompiler, scopeOf } from './wxss'

export interface CompileOptions {
  /** The folder of app.json. */
  root: string
  /** Where app.html and all that it loads is written. */
  outFolder: string
  minify?: boolean
}

export interface CompileResult {
  /** What looks wrong without stopping anything, each as `file:line: sentence`. */
  warnings: string[]
  /** How many pages and components there are. */
  components: number
  ms: number
}

/** What one compilation leaves to the next, so that a change is seen within a second. */
interface Memory {
  sources: Sources
  styles: StyleCache
  runtimeBuilt: boolean
}

const memories = new Map<string, Memory>()

/**
 * Writes app.html, app.js, app.css, runtime.js, runtime.css and the folder files/ to `outFolder`.
 * A second call for the same folders does only what has changed.
 * @throws CompileError where the mini-program would not run
 */
export async function compilePhone(options: CompileOptions): Promise<CompileResult> {
  const startedMs = performance.now()
  const root = path.resolve(options.root)
  const outFolder = path.resolve(options.outFolder)
  const { minify = false } = options
  const key = `${root}|${outFolder}|${minify}`
  const memory = memories.get(key) ?? { sources: new Sources(), styles: new Map(), runtimeBuilt: false }
  memories.set(key, memory)
  const { sources } = memory

  const project = new Project(root, new Packages(root), sources)
  const styles = new StyleCompiler(project, sources, memory.styles)
  for (const { path: unitPath, config } of project.units) if (!config.isPage) config.scope = scopeOf(unitPath)
  const css = styleSheet(project, styles)
  const templates = new TemplateCompiler(project, sources)
  const compiled = templates.compile()

  fs.mkdirSync(outFolder, { recursive: true })
  const runtime = memory.runtimeBuilt ? undefined : buildRuntime(outFolder, minify)
  await bundleProgram({ project, templates: compiled, sources, outFolder, minify })
  await runtime
  memory.runtimeBuilt = true
  fs.writeFileSync(path.join(outFolder, 'app.css'), css)
  copyAssets(root, path.join(outFolder, 'files'))
  return {
    warnings: [...project.warnings, ...templates.warnings],
    components: project.units.length,
    ms: Math.round(performance.now() - startedMs),
  }
}

/** Pages come last: where a page's class and a component's disagree, the page's wins, as on a phone. */
function styleSheet(project: Project, styles: StyleCompiler): string {
  const reachOf = (unitPath: string): Reach => {
    const { isPage, styleIsolation, scope } =
      project.units.find((unit) => unit.path === unitPath)?.config ?? {}
    if (isPage) return { kind: 'page', page: unitPath }
    return styleIsolation === 'shared' || !scope ? { kind: 'global' } : { kind: 'component', scope }
  }
  const pages = project.units.filter((unit) => unit.config.isPage)
  const components = project.units.filter((unit) => !unit.config.isPage)
  return ['app', ...[...components, ...pages].map((unit) => unit.path)]
    .map(
      (unitPath) =>
        `/* ${unitPath} */\n${styles.compile(project.file(unitPath, '.wxss'), reachOf(unitPath))}`,
    )
    .join('\n')
}

async function buildRuntime(outFolder: string, minify: boolean): Promise<void> {
  const folder = path.join(__dirname, '../runtime')
  fs.copyFileSync(path.join(folder, 'app.html'), path.join(outFolder, 'app.html'))
  const weui = fs.readFileSync(createRequire(__filename).resolve('weui/dist/style/weui.min.css'), 'utf8')
  const styles = ['chrome.css', 'components.css', 'sheets.css'].map((name) =>
    fs.readFileSync(path.join(folder, 'styles', name), 'utf8'),
  )
  fs.writeFileSync(path.join(outFolder, 'runtime.css'), [weui, ...styles].join('\n'))
  await bundleRuntime(outFolder, minify)
}
