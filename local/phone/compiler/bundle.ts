/** Bundles scripts with esbuild: the mini-program's own, and once the runtime's. */
import path from 'node:path'
import esbuild, { type BuildFailure, type Plugin } from 'esbuild'
import { CompileError } from './errors'
import { type Project, splitPackage } from './project'
import type { Sources } from './sources'

export interface ProgramParts {
  project: Project
  templates: string
  sources: Sources
  outFolder: string
  minify: boolean
}

/** Writes app.js: all scripts, templates and settings of the mini-program, handed to the runtime. */
export async function bundleProgram({
  project,
  templates,
  sources,
  outFolder,
  minify,
}: ProgramParts): Promise<void> {
  const quote = JSON.stringify
  const requireOf = (unitPath: string) => {
    const script = project.scriptOf(unitPath)
    if (!script) throw new CompileError(`${unitPath}.ts`, 0, `"${unitPath}" has no script`)
    return `${quote(unitPath)}: () => { require(${quote(script)}) }`
  }
  const contents = `window.phone.start({
    config: ${quote(project.config)},
    units: ${quote(Object.fromEntries(project.units.map(({ path: unitPath, config }) => [unitPath, config])))},
    templates: ${templates},
    scripts: { ${['app', ...project.units.map((unit) => unit.path)].map(requireOf).join(',\n')} },
  })`
  await build(project, {
    stdin: { contents, resolveDir: project.root, loader: 'js', sourcefile: 'program.js' },
    outfile: path.join(outFolder, 'app.js'),
    sourcemap: minify ? false : 'linked',
    sourcesContent: true,
    minify,
    plugins: [miniprogramResolution(project, sources)],
  })
}

/** Writes runtime.js: the phone itself, which no change of the mini-program changes. */
export async function bundleRuntime(outFolder: string, minify: boolean): Promise<void> {
  await build(undefined, {
    entryPoints: [path.join(__dirname, '../runtime/boot.ts')],
    outfile: path.join(outFolder, 'runtime.js'),
    minify,
    loader: { '.html': 'text' },
  })
}

async function build(project: Project | undefined, options: esbuild.BuildOptions): Promise<void> {
  try {
    await esbuild.build({
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      charset: 'utf8',
      logLevel: 'silent',
      tsconfigRaw: '{}',
      define: { 'process.env.NODE_ENV': '"production"' },
      ...options,
    })
  } catch (error) {
    const [first] = (error as BuildFailure).errors ?? []
    if (!first) throw error
    const file = first.location?.file ?? ''
    const name = project && file ? project.nameOf(path.resolve(file)) : file
    throw new CompileError(name, first.location?.line ?? 0, first.text)
  }
}

/** The namespace of modules of which nothing is bundled. */
const leftOut = 'left-out'

/** Finds modules as a phone does: packages through their `miniprogram` field, `/x` from the mini-program's folder. */
function miniprogramResolution(project: Project, sources: Sources): Plugin {
  const script = (stem: string) =>
    ['', '.ts', '.js', '/index.ts', '/index.js']
      .map((ending) => stem + ending)
      .find((file) => sources.exists(file))
  return {
    name: 'miniprogram-resolution',
    setup(build) {
      build.onResolve({ filter: /^[@\w]/ }, async ({ path: specifier, resolveDir, kind, pluginData }) => {
        if (pluginData?.asNode) return undefined
        const [name, rest] = splitPackage(specifier) ?? []
        const folder = name && project.packages.folder(name)
        const found = folder && rest ? script(path.join(folder, rest)) : undefined
        if (found) return { path: found }
        const asNode = await build.resolve(specifier, { resolveDir, kind, pluginData: { asNode: true } })
        // A package's `browser` field may leave out what only Node has; esbuild says so by an empty namespace.
        const resolved = asNode.namespace === '' ? { path: specifier, namespace: leftOut } : asNode
        if (asNode.errors.length === 0) return resolved
        // A mini-program outside of this repository uses this repository's packages.
        return build.resolve(specifier, { resolveDir: __dirname, kind, pluginData: { asNode: true } })
      })
      build.onLoad({ filter: /.*/, namespace: leftOut }, () => ({ contents: '' }))
      build.onResolve({ filter: /^\// }, ({ path: specifier }) => {
        const found = script(specifier) ?? script(path.join(project.root, specifier))
        return found ? { path: found } : undefined
      })
    },
  }
}
