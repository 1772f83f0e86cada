/** Walks a mini-program from app.json to every page and component that it uses. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type AppConfig, type StyleIsolation, styleIsolations, type UnitConfig } from '../program'
import { CompileError, lineAt } from './errors'
import type { Sources } from './sources'

const npmPrefix = 'miniprogram_npm/'

export interface Unit {
  /** As the program names it: `pages/home/home`, `miniprogram_npm/@vant/weapp/button/index`. */
  path: string
  fromNpm: boolean
  config: UnitConfig
}

type Json = Record<string, unknown>

interface AppJson extends AppConfig {
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  plugins?: Json
  tabBar?: AppConfig['tabBar'] & { custom?: boolean }
}

/** What a folder of packages offers to a mini-program: the folder that each package's `miniprogram` field names. */
export class Packages {
  private readonly folders = new Map<string, string | undefined>()

  constructor(private readonly root: string) {}

  /** The folder of a package's mini-program files, or undefined where there is no such package. */
  folder(name: string): string | undefined {
    if (!this.folders.has(name)) this.folders.set(name, this.find(name))
    return this.folders.get(name)
  }

  private find(name: string): string | undefined {
    // A mini-program outside of this repository uses this repository's packages.
    for (const from of [path.join(this.root, 'app.json'), __filename]) {
      for (const folder of createRequire(from).resolve.paths(name) ?? []) {
        const manifest = path.join(folder, name, 'package.json')
        if (!fs.existsSync(manifest)) continue
        const { miniprogram } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { miniprogram?: string }
        return path.join(folder, name, miniprogram ?? '')
      }
    }
    return undefined
  }
}

/** Splits `@vant/weapp/button/index` into the package and the rest. */
export function splitPackage(specifier: string): [name: string, rest: string] | undefined {
  const match = /^((?:@[^/]+\/)?[^/.][^/]*)(?:\/(.*))?$/.exec(specifier)
  return match?.[1] ? [match[1], match[2] ?? ''] : undefined
}

export class Project {
  readonly config: AppConfig
  /** Every unit, what is used before what uses it. */
  readonly units: Unit[] = []
  readonly warnings: string[] = []
  private readonly visited = new Set<string>()
  private readonly globalComponents: Record<string, string>

  constructor(
    readonly root: string,
    readonly packages: Packages,
    private readonly sources: Sources,
  ) {
    const app = this.json('app') as unknown as AppJson
    this.refuseUnsupported(app)
    const subPackages = app.subPackages ?? app.subpackages ?? []
    const pages = [
      ...app.pages,
      ...subPackages.flatMap((one) => one.pages.map((page) => path.posix.join(one.root, page))),
    ]
    this.config = { ...app, pages }
    this.globalComponents = app.usingComponents ?? {}
    for (const page of pages) {
      if (!sources.exists(this.file(page, '.wxml'))) {
        throw new CompileError(
          'app.json',
          this.lineOf('app', path.posix.basename(page)),
          `page "${page}" has no ${page}.wxml`,
        )
      }
      this.visit(page, true)
    }
  }

  /** The file of a unit: `file('pages/home/home', '.wxml')`. */
  file(unitPath: string, extension: string): string {
    if (!unitPath.startsWith(npmPrefix)) return path.join(this.root, unitPath + extension)
    const [name = '', rest = ''] = splitPackage(unitPath.slice(npmPrefix.length)) ?? []
    return path.join(this.packages.folder(name) ?? name, rest + extension)
  }

  /** A file as people know it: relative to the mini-program where it lies inside. */
  nameOf(file: string): string {
    const relative = path.relative(this.root, file)
    return relative.startsWith('..') ? file.replace(/^.*[\\/]node_modules[\\/]/, '') : relative
  }

  private refuseUnsupported(app: AppJson): void {
    const refuse = (key: string, sentence: string) => {
      throw new CompileError('app.json', this.lineOf('app', key), sentence)
    }
    if (!Array.isArray(app.pages) || app.pages.length === 0)
      refuse('pages', '"pages" must list at least one page')
    if (app.plugins && Object.keys(app.plugins).length > 0)
      refuse('plugins', 'plugins are not supported by the preview')
    if (app.tabBar?.custom) refuse('custom', 'a custom tab bar is not supported by the preview')
    for (const { pagePath, iconPath, selectedIconPath } of app.tabBar?.list ?? []) {
      if (!app.pages.includes(pagePath))
        refuse(pagePath, `the tab "${pagePath}" is not one of the main package's pages`)
      for (const icon of [iconPath, selectedIconPath]) {
        if (icon && !this.sources.exists(path.join(this.root, icon)))
          refuse(icon, `the tab's icon "${icon}" does not exist`)
      }
    }
  }

  private visit(unitPath: string, isPage: boolean): void {
    if (this.visited.has(unitPath)) return
    this.visited.add(unitPath)
    const fromNpm = unitPath.startsWith(npmPrefix)
    const own = this.json(unitPath)
    if (!isPage && !fromNpm && own.component !== true) {
      throw new CompileError(`${unitPath}.json`, 1, 'a component\'s .json must say "component": true')
    }
    const usingComponents: Record<string, string> = {}
    const declared = own.usingComponents as Record<string, string> | undefined
    for (const [owner, list] of [
      ['app', fromNpm ? {} : this.globalComponents],
      [unitPath, declared ?? {}],
    ] as const) {
      for (const [tag, url] of Object.entries(list))
        usingComponents[tag] = `/${this.resolve(url, owner, tag)}`
    }
    const config: UnitConfig = {
      ...own,
      isPage,
      usingComponents,
      styleIsolation: this.styleIsolation(unitPath, own),
    }
    for (const used of Object.values(usingComponents)) this.visit(used.slice(1), false)
    for (const generic of Object.values(config.componentGenerics ?? {})) {
      if (generic === true || !generic.default) continue
      generic.default = `/${this.resolve(generic.default, unitPath, 'componentGenerics')}`
      this.visit(generic.default.slice(1), false)
    }
    this.units.push({ path: unitPath, fromNpm, config })
  }

  /** A component may say its isolation in its .json or, as a literal, in its script's options. */
  private styleIsolation(unitPath: string, config: Json): StyleIsolation | undefined {
    const script = this.scriptOf(unitPath)
    const said =
      config.styleIsolation ??
      /\bstyleIsolation:\s*['"]([\w-]+)['"]/.exec(script ? this.sources.read(script) : '')?.[1]
    if (said === undefined || styleIsolations.includes(said as StyleIsolation))
      return said as StyleIsolation | undefined
    throw new CompileError(
      `${unitPath}.json`,
      this.lineOf(unitPath, 'styleIsolation'),
      `styleIsolation "${said}" is not supported by the preview`,
    )
  }

  /** The script of a unit, TypeScript or JavaScript; undefined where it has none. */
  scriptOf(unitPath: string): string | undefined {
    return ['.ts', '.js']
      .map((extension) => this.file(unitPath, extension))
      .find((file) => this.sources.exists(file))
  }

  private resolve(url: string, owner: string, tag: string): string {
    const candidates: string[] = []
    if (url.startsWith('/')) candidates.push(url.slice(1))
    else {
      candidates.push(path.posix.join(path.posix.dirname(owner), url))
      if (!url.startsWith('.') && splitPackage(url)) candidates.push(npmPrefix + url)
    }
    for (const candidate of candidates.flatMap((one) => [one, `${one}/index`])) {
      if (this.sources.exists(this.file(candidate, '.wxml'))) return candidate
    }
    throw new CompileError(
      this.nameOf(this.file(owner, '.json')),
      this.lineOf(owner, `"${tag}"`),
      `the component <${tag}> is said to be at "${url}", where there is none`,
    )
  }

  private json(unitPath: string): Json {
    const file = this.file(unitPath, '.json')
    if (!this.sources.exists(file)) {
      if (unitPath === 'app') throw new CompileError('app.json', 0, 'there is no app.json')
      return {}
    }
    const text = this.sources.read(file)
    try {
      return JSON.parse(text) as Json
    } catch (error) {
      const reason = (error as Error).message
      const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length)
      throw new CompileError(this.nameOf(file), lineAt(text, position), `not valid JSON: ${reason}`)
    }
  }

  private lineOf(unitPath: string, words: string): number {
    const file = this.file(unitPath, '.json')
    if (!this.sources.exists(file)) return 0
    const text = this.sources.read(file)
    const position = text.indexOf(words)
    return position < 0 ? 0 : lineAt(text, position)
  }
}
